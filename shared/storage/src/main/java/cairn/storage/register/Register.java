package cairn.storage.register;

import cairn.storage.environment.Environment;
import cairn.storage.format.CommitId;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;
import cairn.storage.request.PatientStore;
import cairn.storage.request.Pause;
import cairn.storage.request.StoreUnavailable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A small object that is read, changed and replaced as a whole under its version. Never deleted,
/// so that no late put from before a deletion takes effect after it. Thread-safe.
public final class Register<T> {
    static final int CHANGES_MAX = 40;

    private static final Duration PAUSE = Duration.ofMillis(20);

    /// The JSON form of a register's value.
    public interface Form<T> {
        CheckedText.Kind kind();

        /// The value of an absent object.
        T absent();

        /// Writes `value`.
        void write(JsonGenerator json, T value) throws IOException;

        /// Reads what [#write] wrote; the parser is at its first token and is left at its last.
        ///
        /// @throws IllegalArgumentException it is something else
        T read(JsonParser json) throws IOException;

        /// The length of the object that holds `value`.
        ///
        /// @param bytes the smallest possible length
        default int length(T value, int bytes) {
            return bytes;
        }
    }

    private final Environment environment;
    private final PatientStore store;
    private final ObjectKey key;
    private final Form<T> form;

    public Register(Environment environment, PatientStore store, ObjectKey key, Form<T> form) {
        this.environment = environment;
        this.store = store;
        this.key = key;
        this.form = form;
    }

    /// A value as read, and its version for a later comparison.
    public record Seen<T>(T value, Version version) {}

    private record Known<T>(RegisterObject<T> object, Precondition ifCurrent) {}

    /// The current value. One request.
    ///
    /// @throws CorruptObject it is damaged
    /// @throws StoreUnavailable the store gives no answer
    public T value() {
        return read().object.value();
    }

    /// The current value; absent if there is no object. One request, which is conditional if a
    /// value is known.
    ///
    /// @throws CorruptObject it is damaged, or absent although it was seen
    /// @throws StoreUnavailable the store gives no answer
    public Optional<Seen<T>> look(Optional<Seen<T>> before) {
        return switch (store.getUnless(key, before.map(Seen::version))) {
            case GetOutcome.Found found ->
                    Optional.of(
                            new Seen<>(
                                    RegisterObject.decode(key, form, found.bytes()).value(),
                                    found.version()));
            case GetOutcome.NotModified same -> before;
            case GetOutcome.Absent absent -> {
                if (before.isPresent()) {
                    throw new CorruptObject("an object is gone, which nothing may delete", key, 0);
                }
                yield Optional.empty();
            }
        };
    }

    /// The value in an object of this register that was read by other means.
    ///
    /// @throws CorruptObject it is damaged
    public T value(byte[] object) {
        return RegisterObject.decode(key, form, object).value();
    }

    private Known<T> read() {
        Optional<GetOutcome.Found> found = store.get(key);
        return found.map(
                        object ->
                                new Known<>(
                                        RegisterObject.decode(key, form, object.bytes()),
                                        new Precondition.Matches(object.version())))
                .orElseGet(
                        () ->
                                new Known<>(
                                        new RegisterObject<>(form.absent(), RecentCommits.NONE),
                                        Precondition.ABSENT));
    }

    /// Changes the value, again after each lost race.
    ///
    /// @param change receives the current value; returns absent to keep it
    /// @return the last value that `change` received
    /// @throws StoreUnavailable the store gives no answer, or there are too many concurrent
    ///   changes; the change may have been made
    public T change(Function<T, Optional<T>> change) {
        for (int tries = 1; tries <= CHANGES_MAX; tries++) {
            Known<T> base = read();
            T before = base.object.value();
            Optional<T> after = change.apply(before);
            if (after.isEmpty()) {
                return before;
            }
            CommitId id = CommitId.fresh(environment);
            byte[] bytes = base.object.followedBy(after.get(), id).encode(key, form);
            if (store.replace(key, bytes, base.ifCurrent)
                    || tookPlace(id, base.object.commits().sequence())) {
                return before;
            }
            Pause.doubling(environment, PAUSE, tries);
        }
        throw new StoreUnavailable("others kept changing " + key);
    }

    /// Whether an earlier try of the same put stored the refused commit `id`.
    private boolean tookPlace(CommitId id, long base) {
        return switch (read().object.commits().fate(id, base)) {
            case TOOK_PLACE -> true;
            case NEVER -> false;
            case UNKNOWN ->
                    throw new StoreUnavailable(
                            "so many others changed "
                                    + key
                                    + " meanwhile that nobody can tell whether this change was"
                                    + " made");
        };
    }
}
