package cairn.storage.request;

import cairn.storage.environment.Environment;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tries again what is safe to try again: reads, puts of objects whose names are never given twice,
/// and identical conditional puts.
public final class PatientStore {
    /// Tries of one request.
    static final int TRIES_MAX = 6;

    /// Tries of a put that replaces: whoever gives up on one does not know what was stored.
    static final int REPLACING_TRIES_MAX = 40;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Environment environment;
    private final ObjectStore store;

    public PatientStore(Environment environment, ObjectStore store) {
        this.environment = environment;
        this.store = store;
    }

    /// Reads a whole object.
    ///
    /// @throws StoreUnavailable no answer after [#TRIES_MAX] tries
    public GetOutcome get(ObjectKey key) {
        return patiently(() -> store.get(key));
    }

    /// Reads a whole object unless its version is known.
    ///
    /// @throws StoreUnavailable no answer after [#TRIES_MAX] tries
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return patiently(() -> store.getUnless(key, known));
    }

    /// Reads a data object.
    ///
    /// @throws MissingObject there is none: reload the head once
    public byte[] data(ObjectKey key) {
        return bytes(key, patiently(() -> store.get(key)));
    }

    /// Reads part of a data object.
    ///
    /// @throws MissingObject there is none: reload the head once
    public byte[] data(ObjectKey key, ByteRange range) {
        return bytes(key, patiently(() -> store.get(key, range)));
    }

    private static byte[] bytes(ObjectKey key, GetOutcome outcome) {
        if (outcome instanceof GetOutcome.Found found) {
            return found.bytes();
        }
        throw new MissingObject(key);
    }

    private GetOutcome patiently(Supplier<GetOutcome> request) {
        return patiently(
                TRIES_MAX,
                request,
                outcome ->
                        outcome instanceof GetOutcome.Unavailable(String why)
                                ? Optional.of(why)
                                : Optional.empty());
    }

    /// Sends a request until it has a definite answer.
    ///
    /// @param indefinite why an answer is not
    /// @throws StoreUnavailable none was
    private <T> T patiently(
            int triesMax, Supplier<T> request, Function<T, Optional<String>> indefinite) {
        String why = "";
        for (int tries = 0; tries < triesMax; tries++) {
            if (tries > 0) {
                Pause.doubling(environment, FIRST_PAUSE, tries);
            }
            T outcome = request.get();
            Optional<String> reason = indefinite.apply(outcome);
            if (reason.isEmpty()) {
                return outcome;
            }
            why = reason.get();
        }
        throw new StoreUnavailable(why);
    }

    /// Lists one page.
    ///
    /// @throws StoreUnavailable no answer after [#TRIES_MAX] tries
    public ListOutcome.Page list(String prefix, String startAfter) {
        ListOutcome outcome =
                patiently(
                        TRIES_MAX,
                        () -> store.list(prefix, startAfter),
                        answer ->
                                answer instanceof ListOutcome.Unavailable(String why)
                                        ? Optional.of(why)
                                        : Optional.empty());
        return (ListOutcome.Page) outcome;
    }

    /// Stores an object under a name that nobody else uses; a refusal is our own earlier success.
    public void putData(ObjectKey key, Content content) {
        put(TRIES_MAX, key, content, Precondition.ABSENT);
    }

    /// Replaces an object, or makes it, by one conditional put that is sent until it has a definite
    /// answer.
    ///
    /// @return false if it was refused: for a rival or for our own earlier success, which the
    ///   commit id in the object tells apart
    /// @throws StoreUnavailable no answer after [#REPLACING_TRIES_MAX] tries: it may yet take
    ///   effect
    public boolean replace(ObjectKey key, byte[] bytes, Precondition ifCurrent) {
        return put(REPLACING_TRIES_MAX, key, Content.of(bytes), ifCurrent)
                instanceof PutOutcome.Stored;
    }

    private PutOutcome put(
            int triesMax, ObjectKey key, Content content, Precondition precondition) {
        PutOutcome end =
                patiently(
                        triesMax,
                        () -> store.put(key, content, precondition),
                        outcome ->
                                outcome instanceof PutOutcome.Undecided(String why)
                                        ? Optional.of(why)
                                        : Optional.empty());
        if (end instanceof PutOutcome.NotStored(String why)) {
            throw new StoreUnavailable(why);
        }
        return end;
    }
}
