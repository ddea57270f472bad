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
        String why = "";
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (tries > 0) {
                Pause.doubling(environment, FIRST_PAUSE, tries);
            }
            GetOutcome outcome = request.get();
            if (!(outcome instanceof GetOutcome.Unavailable unavailable)) {
                return outcome;
            }
            why = unavailable.why();
        }
        throw new StoreUnavailable(why);
    }

    /// Lists one page.
    ///
    /// @throws StoreUnavailable no answer after [#TRIES_MAX] tries
    public ListOutcome.Page list(String prefix, String startAfter) {
        String why = "";
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (tries > 0) {
                Pause.doubling(environment, FIRST_PAUSE, tries);
            }
            switch (store.list(prefix, startAfter)) {
                case ListOutcome.Page page -> {
                    return page;
                }
                case ListOutcome.Unavailable(String reason) -> why = reason;
            }
        }
        throw new StoreUnavailable(why);
    }

    /// Stores an object under a name that nobody else uses; a refusal is our own earlier success.
    public void putData(ObjectKey key, Content content) {
        String why = "";
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (tries > 0) {
                Pause.doubling(environment, FIRST_PAUSE, tries);
            }
            PutOutcome outcome = store.put(key, content, Precondition.ABSENT);
            if (!(outcome instanceof PutOutcome.Undecided undecided)) {
                return;
            }
            why = undecided.why();
        }
        throw new StoreUnavailable(why);
    }

    /// Replaces an object, or makes it, by one conditional put that is sent until it has a definite
    /// answer.
    ///
    /// @return false if it was refused: for a rival or for our own earlier success, which the
    ///   commit id in the object tells apart
    /// @throws StoreUnavailable no answer after [#REPLACING_TRIES_MAX] tries: it may yet take
    ///   effect
    public boolean replace(ObjectKey key, byte[] bytes, Precondition ifCurrent) {
        String why = "";
        for (int tries = 0; tries < REPLACING_TRIES_MAX; tries++) {
            if (tries > 0) {
                Pause.doubling(environment, FIRST_PAUSE, tries);
            }
            switch (store.put(key, bytes, ifCurrent)) {
                case PutOutcome.Stored stored -> {
                    return true;
                }
                case PutOutcome.Refused refused -> {
                    return false;
                }
                case PutOutcome.Undecided(String reason) -> why = reason;
            }
        }
        throw new StoreUnavailable(why);
    }
}
