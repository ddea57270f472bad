package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes new large objects directly to their own files, without the journal. Thread-safe.
final class LargeObjects {
    private final CurrentObjects objects;
    private final Checkpoints checkpoints;
    private final PlacingNotes notes;
    private final Deque<Integer> freeSlots = new ArrayDeque<>();

    LargeObjects(CurrentObjects objects, Checkpoints checkpoints, PlacingNotes notes) {
        this.objects = objects;
        this.checkpoints = checkpoints;
        this.notes = notes;
        for (int slot = 0; slot < PlacingNotes.SLOTS; slot++) {
            freeSlots.add(slot);
        }
    }

    /// A put in progress.
    ///
    /// @param slot the slot of its note
    private record Placing(Pending pending, Stamp stamp, int slot) {
        ObjectKey key() {
            return pending.key();
        }

        String path() {
            return FileNames.fileOf(pending.key());
        }
    }

    /// Puts an object if it is absent.
    ///
    /// @return the outcome
    Pending.End put(ObjectKey key, Content content) {
        Optional<Placing> begun =
                begin(new Pending(key, Optional.of(content), Precondition.ABSENT));
        if (begun.isEmpty()) {
            return objects.undecided();
        }
        try {
            return put(begun.get());
        } catch (Disk.SyncFailed e) {
            objects.fail(e);
            return objects.undecided();
        } catch (IOException | Damage e) {
            return new Pending.NotDone(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            objects.fail(e);
            return objects.undecided();
        } finally {
            end(begun.get());
        }
    }

    /// Waits while the number of puts in progress equals the number of slots for notes.
    private Optional<Placing> begin(Pending pending) {
        objects.lock().lock();
        try {
            objects.await(() -> !freeSlots.isEmpty() || objects.failure().isPresent());
            return objects.failure().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Placing(pending, objects.nextStamp(), freeSlots.remove()));
        } finally {
            objects.lock().unlock();
        }
    }

    private void end(Placing put) {
        objects.lock().lock();
        try {
            freeSlots.add(put.slot);
            objects.signalChange();
        } finally {
            objects.lock().unlock();
        }
    }

    private Pending.End put(Placing put) throws IOException {
        ObjectFile files = objects.files();
        try {
            files.prepare(put.path(), put.stamp, put.pending.content().orElseThrow());
        } catch (Disk.SyncFailed e) {
            throw e;
        } catch (IOException e) {
            checkpoints.freeSpace();
            throw e;
        }
        Pending.End end;
        try (Disk.OpenFolder folder = files.folderOf(put.path())) {
            notes.note(put.slot, put.key());
            end = place(put, folder);
        } catch (Disk.SyncFailed e) {
            // The file is in its place, but not durable; the note is for the next opening.
            throw e;
        } catch (IOException | Damage e) {
            files.discard(put.path(), put.stamp);
            notes.clear(put.slot);
            throw e;
        }
        return tidied(put, end);
    }

    /// Moves a prepared file to its place, if its object may be put. The lock is released during
    /// the sync, which takes long. It is kept if the journal also has the object, whose changes
    /// must not be dropped before the file is durable.
    private Pending.End place(Placing put, Disk.OpenFolder folder) throws IOException {
        ObjectKey key = put.key();
        ObjectFile files = objects.files();
        objects.lock().lock();
        try {
            awaitPlaced(List.of(put.pending));
            if (objects.failure().isPresent()) {
                return objects.undecided();
            }
            State state = objects.current(key);
            if (!put.pending.holds(state) || state.stamp().compareTo(put.stamp) > 0) {
                return new Pending.Refused();
            }
            objects.placing().add(key);
            try {
                files.place(put.path(), put.stamp);
            } catch (IOException e) {
                placed(key);
                throw e;
            }
            if (objects.states().containsKey(key)) {
                files.sync(folder);
                objects.states().remove(key);
                placed(key);
                return new Pending.Done(put.stamp);
            }
        } finally {
            objects.lock().unlock();
        }
        // If this fails, the object stays in `placing` and is never read.
        files.sync(folder);
        objects.lock().lock();
        try {
            placed(key);
        } finally {
            objects.lock().unlock();
        }
        return new Pending.Done(put.stamp);
    }

    private void placed(ObjectKey key) {
        objects.placing().remove(key);
        objects.signalChange();
    }

    /// Deletes the remains of a put other than its file.
    private Pending.End tidied(Placing put, Pending.End end) {
        try {
            notes.clear(put.slot);
            if (!(end instanceof Pending.Done)) {
                objects.files().discard(put.path(), put.stamp);
            }
            return end;
        } catch (IOException e) {
            // The next opening deletes them; another try of this put shows whether it is done.
            return new Pending.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /// Waits while the file of an object that is to change is being placed. Called under the lock.
    void awaitPlaced(List<Pending> changes) {
        Set<ObjectKey> placing = objects.placing();
        objects.await(
                () ->
                        changes.stream().noneMatch(change -> placing.contains(change.key()))
                                || objects.failure().isPresent());
    }

    /// Waits until no put is in progress. Called under the lock.
    void awaitNone() {
        objects.await(() -> freeSlots.size() == PlacingNotes.SLOTS);
    }
}
