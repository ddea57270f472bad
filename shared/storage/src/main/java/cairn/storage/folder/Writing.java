package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The writing side of the folder: one task writes for all that wait, as long as somebody does.
///
/// `states` holds every object whose newest version may be in the journal alone; an object that is
/// not in it is in its file, or not there. Thread-safe.
final class Writing {
    private static final int FRAME_BYTES_MAX = 4 << 20;

    private final Environment environment;
    private final ObjectFile files;
    private final Journal journal;
    private final Set<Care> cares;
    private final Consumer<String> onFatal;
    private final long epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Condition placed = lock.newCondition();
    private final Set<ObjectKey> placing = new HashSet<>();
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ConcurrentHashMap<ObjectKey, State> states = new ConcurrentHashMap<>();
    private volatile Optional<String> failure = Optional.empty();
    private long lastNumber;
    private boolean checkpointing;

    Writing(FolderStore.Opening opening, ObjectFile files, Journal journal, long epoch) {
        this.environment = opening.environment();
        this.cares = opening.cares();
        this.onFatal = opening.onFatal();
        this.files = files;
        this.journal = journal;
        this.epoch = epoch;
    }

    /// Begins after a replay.
    void begin(Map<ObjectKey, State> replayed) {
        lock.lock();
        try {
            states.putAll(replayed);
            startCheckpoint();
        } finally {
            lock.unlock();
        }
    }

    Optional<String> failure() {
        return failure;
    }

    Map<ObjectKey, State> states() {
        return states;
    }

    /// The object as it is for sure.
    Optional<ObjectFile.Found> read(ObjectKey key, ByteRange range) throws IOException {
        State state = states.get(key);
        if (state == null) {
            Optional<ObjectFile.Found> found = files.read(FileNames.fileOf(key), range);
            state = states.get(key);
            if (state == null) {
                return found;
            }
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

    private State current(ObjectKey key) throws IOException {
        State state = states.get(key);
        if (state != null) {
            return state;
        }
        return files.read(FileNames.fileOf(key), new ByteRange(0, Integer.MAX_VALUE))
                .map(found -> new State(found.stamp(), Content.of(found.bytes()), 0))
                .orElse(State.ABSENT);
    }

    /// Does all of `changes` through the journal. The last one, when it has ended, tells how it
    /// went.
    Pending journaled(List<Pending> changes) {
        for (Pending change : changes) {
            if (change.sizeBytes() + Frame.HEADER_BYTES > journal.frameBytesMax()) {
                throw new IllegalArgumentException("larger than the journal: " + change.key());
            }
        }
        queue.addAll(changes);
        startWriting();
        return changes.getLast();
    }

    private void startWriting() {
        if (writing.compareAndSet(false, true)) {
            environment.start("journal", this::writeAll);
        }
    }

    /// Writes one frame after another until nothing waits.
    ///
    /// Those whose last put has ended go first, so that their next ones come in the same frame.
    @SuppressWarnings("ThreadPriorityCheck") // only the size of frames depends on it
    private void writeAll() {
        try {
            while (!queue.isEmpty()) {
                Thread.yield();
                lock.lock();
                try {
                    writeWaiting();
                } finally {
                    lock.unlock();
                }
            }
        } finally {
            writing.set(false);
            if (!queue.isEmpty()) {
                startWriting();
            }
        }
    }

    /// Writes one frame of what waits. Called under the lock.
    private void writeWaiting() {
        List<Pending> batch = new ArrayList<>();
        try {
            int bytes = Frame.HEADER_BYTES;
            int most = Math.min(FRAME_BYTES_MAX, journal.frameBytesMax());
            for (Pending next = queue.peek(); next != null; next = queue.peek()) {
                if (!batch.isEmpty() && bytes + next.sizeBytes() > most) {
                    break;
                }
                bytes += next.sizeBytes();
                batch.add(queue.remove());
            }
            if (failure.isEmpty()) {
                write(batch, bytes);
            }
        } catch (IOException | RuntimeException | Error e) {
            // What the journal holds and what we believe of it may differ from here on.
            fail(String.valueOf(e));
        }
        failure.ifPresent(why -> batch.forEach(pending -> pending.end(new Pending.Unknown(why))));
    }

    private void write(List<Pending> batch, int bytesAtMost) throws IOException {
        makeRoom(bytesAtMost);
        Map<ObjectKey, State> changed = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Pending.End> ends = new ArrayList<>();
        for (Pending pending : batch) {
            awaitPlaced(pending.key());
            State state = changed.get(pending.key());
            if (state == null) {
                state = current(pending.key());
            }
            if (!pending.holds(state)) {
                ends.add(new Pending.Refused());
                continue;
            }
            Stamp after = new Stamp(epoch, ++lastNumber);
            entries.add(
                    pending.content().isPresent()
                            ? Entry.put(pending.key(), state, after, pending.content().get())
                            : Entry.deletion(pending.key(), state.before(), after));
            changed.put(
                    pending.key(), new State(after, pending.content().orElse(null), journal.use()));
            ends.add(new Pending.Done(after));
        }
        if (!entries.isEmpty()) {
            journal.append(entries);
            states.putAll(changed);
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).end(ends.get(i));
        }
    }

    /// Sees to it that the current file has room for a frame; waits for a checkpoint if all files
    /// are full.
    private void makeRoom(int bytes) throws IOException {
        if (!journal.needsFile(bytes)) {
            return;
        }
        while (!journal.hasFree() && failure.isEmpty()) {
            startCheckpoint();
            if (!journal.hasFree()) {
                freed.awaitUninterruptibly();
            }
        }
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        journal.rotate();
        startCheckpoint();
    }

    /// Puts a new large object into its own file: written without the lock, placed under it.
    Pending putFile(ObjectKey key, Content content) {
        Pending pending = new Pending(key, Optional.of(content), Precondition.ABSENT);
        String path = FileNames.fileOf(key);
        Stamp stamp = nextStamp();
        try {
            files.prepare(path, stamp, content);
            place(pending, path, stamp);
        } catch (IOException e) {
            fail(String.valueOf(e));
            pending.end(new Pending.Unknown(String.valueOf(e)));
        }
        return pending;
    }

    private Stamp nextStamp() {
        lock.lock();
        try {
            return new Stamp(epoch, ++lastNumber);
        } finally {
            lock.unlock();
        }
    }

    /// Puts a prepared file in its place, if its object may be put. Syncs take long, so the lock is
    /// let go meanwhile; but for an object that the journal knows too, whose changes must not be
    /// forgotten before the file is sure.
    private void place(Pending pending, String path, Stamp stamp) throws IOException {
        boolean alone;
        lock.lock();
        try {
            awaitPlaced(pending.key());
            State state = current(pending.key());
            if (failure.isPresent()) {
                pending.end(new Pending.Unknown(failure.get()));
                return;
            }
            if (!pending.holds(state) || state.stamp().compareTo(stamp) > 0) {
                files.discard(path, stamp);
                pending.end(new Pending.Refused());
                return;
            }
            alone = !states.containsKey(pending.key());
            if (alone) {
                placing.add(pending.key());
            } else {
                placeSurely(path, stamp);
                states.remove(pending.key());
            }
        } finally {
            lock.unlock();
        }
        if (alone) {
            try {
                placeSurely(path, stamp);
            } finally {
                ended(pending.key());
            }
        }
        pending.end(new Pending.Done(stamp));
    }

    private void placeSurely(String path, Stamp stamp) throws IOException {
        files.place(path, stamp);
        files.sync(FileNames.folderOf(path));
    }

    private void ended(ObjectKey key) {
        lock.lock();
        try {
            placing.remove(key);
            placed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits while a file of the object is put in its place. Called under the lock.
    private void awaitPlaced(ObjectKey key) {
        while (placing.contains(key)) {
            placed.awaitUninterruptibly();
        }
    }

    /// Starts a checkpoint of the full files unless one is under way. Called under the lock.
    private void startCheckpoint() {
        if (!checkpointing && journal.fullUse() > 0 && failure.isEmpty()) {
            checkpointing = true;
            long use = journal.fullUse();
            environment.start("checkpoint", () -> checkpoint(use));
        }
    }

    /// Moves what the journal holds up to a use to files, then frees the journal files.
    private void checkpoint(long use) {
        try {
            if (cares.contains(Care.RECYCLE_AFTER_CHECKPOINT)) {
                new Checkpoint(files, states, lock).run(use);
            }
            lock.lock();
            try {
                journal.recycle(use);
            } finally {
                lock.unlock();
            }
        } catch (IOException | RuntimeException e) {
            fail(String.valueOf(e));
        } finally {
            lock.lock();
            try {
                checkpointing = false;
                freed.signalAll();
                startCheckpoint();
            } finally {
                lock.unlock();
            }
        }
    }

    private void fail(String why) {
        lock.lock();
        try {
            if (failure.isEmpty()) {
                failure = Optional.of("the folder can't be written any more: " + why);
                onFatal.accept(failure.get());
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() throws IOException {
        lock.lock();
        try {
            while (checkpointing) {
                freed.awaitUninterruptibly();
            }
            if (failure.isEmpty()) {
                failure = Optional.of("the folder was closed");
            }
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
