package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes changes to the journal: while changes wait, one task writes them all. Thread-safe.
final class JournalWriter {
    private static final int FRAME_BYTES_MAX = 4 << 20;

    /// A put with less growth may use half of the reserve: tombstones, and marks in the catalog.
    private static final int SMALL_GROWTH_BYTES = 1024;

    private final Environment environment;
    private final CurrentObjects objects;
    private final Journal journal;
    private final Checkpoints checkpoints;
    private final LargeObjects large;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    JournalWriter(
            Environment environment,
            CurrentObjects objects,
            Journal journal,
            Checkpoints checkpoints,
            LargeObjects large) {
        this.environment = environment;
        this.objects = objects;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.large = large;
    }

    /// Starts to do `changes`; each reports its own outcome.
    void begin(List<Pending> changes) {
        for (Pending change : changes) {
            if (change.sizeBytes() + Frame.HEADER_BYTES > journal.frameBytesMax()) {
                throw new IllegalArgumentException("larger than the journal: " + change.key());
            }
        }
        queue.addAll(changes);
        startWriting();
    }

    private void startWriting() {
        if (!writing.compareAndSet(false, true)) {
            return;
        }
        try {
            environment.start("journal", this::writeAll);
        } catch (RuntimeException | Error e) {
            objects.fail(e);
            endAll();
            writing.set(false);
        }
    }

    /// Writes one frame after another until nothing waits.
    ///
    /// It yields first, so that callers whose last put has ended can add their next put to the same
    /// frame.
    @SuppressWarnings("ThreadPriorityCheck") // only the size of frames depends on it
    private void writeAll() {
        try {
            while (!queue.isEmpty()) {
                Thread.yield();
                objects.lock().lock();
                try {
                    writeWaiting();
                } finally {
                    objects.lock().unlock();
                }
            }
        } catch (RuntimeException | Error e) {
            objects.fail(e);
            endAll();
        } finally {
            writing.set(false);
            if (!queue.isEmpty()) {
                startWriting();
            }
        }
    }

    /// Ends all waiting changes after a failure. Needs no memory, because there may be none.
    private void endAll() {
        for (Pending next = queue.poll(); next != null; next = queue.poll()) {
            next.end(objects.undecided());
        }
    }

    /// Writes one frame of waiting changes. Called under the lock.
    private void writeWaiting() {
        if (objects.failure().isPresent()) {
            endAll();
            return;
        }
        List<Pending> batch = new ArrayList<>();
        try {
            int bytes = Frame.HEADER_BYTES;
            int most = Math.min(FRAME_BYTES_MAX, journal.frameBytesMax());
            for (Pending next = queue.peek(); next != null; next = queue.peek()) {
                if (!batch.isEmpty() && bytes + next.sizeBytes() > most) {
                    break;
                }
                bytes += next.sizeBytes();
                batch.add(next);
                queue.remove();
            }
            write(batch, bytes);
        } catch (IOException | RuntimeException | Error e) {
            // From here on, the journal may differ from the state in memory.
            objects.fail(e);
            end(batch);
        }
    }

    private void end(List<Pending> batch) {
        for (Pending pending : batch) {
            pending.end(objects.undecided());
        }
    }

    private void write(List<Pending> batch, int bytesAtMost) throws IOException {
        Draft draft = new Draft(makeRoom(bytesAtMost));
        large.awaitPlaced(batch);
        if (objects.failure().isPresent()) {
            end(batch);
            return;
        }
        // After the first judgement nothing waits, so no other thread changes the judged objects.
        for (Pending pending : batch) {
            draft.ends.add(draft.add(pending));
        }
        if (!draft.entries.isEmpty()) {
            journal.append(draft.entries);
            objects.states().putAll(draft.changed);
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).end(draft.ends.get(i));
        }
        if (draft.frees && checkpoints.obstacle().isPresent()) {
            checkpoints.freeSpace();
        }
    }

    /// Ensures that the current file has room for a frame; waits for a checkpoint if all files are
    /// full.
    ///
    /// @return the reason if there is no room except the reserve
    private Optional<String> makeRoom(int bytes) throws IOException {
        while (!journal.fits(bytes, journal.reserveBytes())) {
            if (journal.hasFree()) {
                journal.rotate();
                checkpoints.start();
                continue;
            }
            Optional<String> obstacle = checkpoints.awaitFree();
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    /// A frame while it is made: the effects of its changes, judged one after another.
    private final class Draft {
        private final Optional<String> noRoom;
        private final Map<ObjectKey, State> changed = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<Pending.End> ends = new ArrayList<>();
        private int bytes = Frame.HEADER_BYTES;
        private boolean frees;

        /// @param noRoom the reason if there is no room except the reserve
        Draft(Optional<String> noRoom) {
            this.noRoom = noRoom;
        }

        /// Judges a change, and adds it if it can be done.
        ///
        /// @return its outcome once the frame is durable
        Pending.End add(Pending pending) {
            State state = changed.get(pending.key());
            if (state == null) {
                try {
                    state = objects.current(pending.key());
                } catch (IOException | Damage e) {
                    return new Pending.NotDone(String.valueOf(e.getMessage()));
                }
            }
            if (!pending.holds(state)) {
                return new Pending.Refused();
            }
            boolean deletion = pending.content().isEmpty();
            int growth = pending.growthBytes(state);
            if (noRoom.isPresent()
                    && !journal.fits(bytes + pending.sizeBytes(), kept(deletion, growth))) {
                return new Pending.NotDone(noRoom.get());
            }
            Stamp after = objects.nextStamp();
            entries.add(
                    deletion
                            ? Entry.deletion(pending.key(), state.before(), after)
                            : Entry.put(pending.key(), state, after, pending.content().get()));
            changed.put(
                    pending.key(),
                    state.after(after, pending.content().orElse(null), journal.use()));
            bytes += pending.sizeBytes();
            frees |= deletion || growth < 0;
            return new Pending.Done(after);
        }

        /// The part of the reserve that a change must leave free.
        private int kept(boolean deletion, int growth) {
            if (deletion) {
                return 0;
            }
            return growth <= SMALL_GROWTH_BYTES
                    ? journal.reserveBytes() / 2
                    : journal.reserveBytes();
        }
    }
}
