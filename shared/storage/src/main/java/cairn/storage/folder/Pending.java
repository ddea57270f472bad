package cairn.storage.folder;

import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A put or a deletion on its way, and then its end.
final class Pending {
    /// How it ended.
    sealed interface End {}

    record Done(Stamp stamp) implements End {}

    record Refused() implements End {}

    /// It may have been done, or may yet be found done at the next opening.
    record Unknown(String why) implements End {}

    /// It was not done, and has no effect ever.
    record NotDone(String why) implements End {}

    private final ObjectKey key;
    private final Optional<Content> content;
    private final Optional<Precondition> precondition;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Pending(ObjectKey key, Optional<Content> content, Optional<Precondition> precondition) {
        this.key = key;
        this.content = content;
        this.precondition = precondition;
    }

    Pending(ObjectKey key, Optional<Content> content, Precondition precondition) {
        this(key, content, Optional.of(precondition));
    }

    static Pending deletion(ObjectKey key) {
        return new Pending(key, Optional.empty(), Optional.empty());
    }

    ObjectKey key() {
        return key;
    }

    /// Absent for a deletion.
    Optional<Content> content() {
        return content;
    }

    int sizeBytes() {
        return 128 + key.name().length() + content.map(Content::length).orElse(0);
    }

    /// By how much the object grows beyond what `state` says; a deletion grows nothing.
    int growthBytes(State state) {
        int before = state.content() == null ? 0 : state.content().length();
        return content.map(Content::length).orElse(0) - before;
    }

    /// Whether it may be done where the object is as `state` says.
    boolean holds(State state) {
        if (precondition.isEmpty()) {
            return true;
        }
        return switch (precondition.get()) {
            case Precondition.Absent absent -> state.before().equals(Stamp.NONE);
            case Precondition.Matches(var version) ->
                    !state.before().equals(Stamp.NONE) && state.stamp().version().equals(version);
        };
    }

    /// Ends it, if it has not ended.
    void end(End how) {
        end.complete(how);
    }

    /// How it ended; waits until it has.
    End end() {
        return end.join();
    }
}
