package cairn.storage.folder;

import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A put or a deletion in progress, and then its outcome.
final class Pending {
    /// The outcome.
    sealed interface End {}

    record Done(Stamp stamp) implements End {}

    record Refused() implements End {}

    /// It may have been done, or the next opening may find it done.
    record Unknown(String why) implements End {}

    /// It was not done, and never will be.
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

    /// The growth of the object relative to `state`; not positive for a deletion.
    int growthBytes(State state) {
        int before = state.content() == null ? 0 : state.content().length();
        return content.map(Content::length).orElse(0) - before;
    }

    /// Whether its precondition holds for `state`.
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

    /// Ends it, unless it has already ended.
    void end(End how) {
        end.complete(how);
    }

    /// The outcome; waits for it.
    End end() {
        return end.join();
    }
}
