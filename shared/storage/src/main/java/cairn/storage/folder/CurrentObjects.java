package cairn.storage.folder;

import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The durable state of every object, and whether the folder can still be written. Thread-safe.
///
/// `states` holds every object whose newest version may be only in the journal; any other object is
/// in its file, or absent. An object in `placing` has a file that is not durable yet, so the object
/// still counts as absent. Objects are changed under `lock`. `changed` is signalled when something
/// ends for which others may wait.
final class CurrentObjects {
    private static final String FAILED = "the folder can't be written any more";

    /// Used when there is no memory for a specific reason.
    private static final Pending.Unknown FAILED_SOMEHOW = new Pending.Unknown(FAILED);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ConcurrentHashMap<ObjectKey, State> states = new ConcurrentHashMap<>();
    private final Set<ObjectKey> placing = ConcurrentHashMap.newKeySet();
    private final ObjectFile files;
    private final Consumer<String> onFatal;
    private final long epoch;
    private volatile Pending.@Nullable Unknown failure;
    private long lastNumber;

    CurrentObjects(
            ObjectFile files,
            Map<ObjectKey, State> replayed,
            long epoch,
            Consumer<String> onFatal) {
        this.files = files;
        this.epoch = epoch;
        this.onFatal = onFatal;
        states.putAll(replayed);
    }

    ReentrantLock lock() {
        return lock;
    }

    ObjectFile files() {
        return files;
    }

    ConcurrentHashMap<ObjectKey, State> states() {
        return states;
    }

    Set<ObjectKey> placing() {
        return placing;
    }

    /// Waits for changes until `done` is true. Called under the lock.
    void await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            changed.awaitUninterruptibly();
        }
    }

    /// Wakes all threads that wait for a change. Called under the lock.
    void signalChange() {
        changed.signalAll();
    }

    /// The part of the object in `range`; absent if the object does not exist.
    Optional<ObjectFile.Found> read(ObjectKey key, ByteRange range) throws IOException {
        State state = states.get(key);
        if (state == null) {
            Optional<ObjectFile.Found> found = files.read(FileNames.fileOf(key), range);
            return placing.contains(key) ? Optional.empty() : found;
        }
        Content content = state.content();
        if (content == null) {
            return Optional.empty();
        }
        byte[] bytes = content.toBytes();
        int from = (int) Math.min(range.offset(), bytes.length);
        int to = (int) Math.min(range.end(), bytes.length);
        byte[] part = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        return Optional.of(new ObjectFile.Found(state.stamp(), bytes.length, part));
    }

    /// The object as the base of the next change. Called under the lock.
    State current(ObjectKey key) throws IOException {
        State state = states.get(key);
        if (state != null) {
            return state;
        }
        return files.read(FileNames.fileOf(key), new ByteRange(0, Integer.MAX_VALUE))
                .map(State::inFile)
                .orElse(State.ABSENT);
    }

    /// A version that no object has had. Called under the lock.
    Stamp nextStamp() {
        return new Stamp(epoch, ++lastNumber);
    }

    /// Why the store has stopped writing; absent while it writes.
    Optional<String> failure() {
        return Optional.ofNullable(failure).map(Pending.Unknown::why);
    }

    /// The outcome of every change once the store has stopped writing. Needs no memory.
    Pending.Unknown undecided() {
        Pending.Unknown end = failure;
        return end == null ? FAILED_SOMEHOW : end;
    }

    /// Stops all writing, because the disk may differ from the state in memory.
    void fail(Throwable cause) {
        Pending.Unknown end;
        try {
            end = new Pending.Unknown(FAILED + ": " + cause);
        } catch (OutOfMemoryError e) {
            end = FAILED_SOMEHOW;
        }
        lock.lock();
        try {
            if (failure == null) {
                failure = end;
                onFatal.accept(end.why());
            }
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /// Stops all writing at a regular close.
    ///
    /// @return false if it had already stopped
    boolean close() {
        lock.lock();
        try {
            boolean writable = failure == null;
            if (writable) {
                failure = new Pending.Unknown("the folder was closed");
            }
            return writable;
        } finally {
            lock.unlock();
        }
    }
}
