package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import java.io.IOException;
import java.util.Optional;

/// Puts new large objects into files of their own at once, past the journal. Thread-safe.
final class LargeObjects {
    private final CurrentObjects objects;
    private final Checkpoints checkpoints;
    private int underWay;

    LargeObjects(CurrentObjects objects, Checkpoints checkpoints) {
        this.objects = objects;
        this.checkpoints = checkpoints;
    }

    /// Puts an object if it is absent.
    ///
    /// @return how that ended
    Pending.End put(ObjectKey key, Content content) {
        Optional<Stamp> stamp = begin();
        if (stamp.isEmpty()) {
            return objects.undecided();
        }
        try {
            return put(new Pending(key, Optional.of(content), Precondition.ABSENT), stamp.get());
        } catch (Disk.SyncFailed e) {
            objects.fail(e);
            return objects.undecided();
        } catch (IOException | Damage e) {
            return new Pending.NotDone(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            objects.fail(e);
            return objects.undecided();
        } finally {
            end();
        }
    }

    private Optional<Stamp> begin() {
        objects.lock().lock();
        try {
            if (objects.failure().isPresent()) {
                return Optional.empty();
            }
            underWay++;
            return Optional.of(objects.nextStamp());
        } finally {
            objects.lock().unlock();
        }
    }

    private void end() {
        objects.lock().lock();
        try {
            underWay--;
            objects.signalChange();
        } finally {
            objects.lock().unlock();
        }
    }

    private Pending.End put(Pending pending, Stamp stamp) throws IOException {
        ObjectFile files = objects.files();
        String path = FileNames.fileOf(pending.key());
        try {
            files.prepare(path, stamp, pending.content().orElseThrow());
        } catch (Disk.SyncFailed e) {
            throw e;
        } catch (IOException e) {
            checkpoints.freeSpace();
            throw e;
        }
        Pending.End end;
        try (Disk.OpenFolder folder = files.folderOf(path)) {
            files.announce(path, stamp);
            end = place(pending, stamp, folder);
        } catch (Disk.SyncFailed e) {
            // The file is in its place, but not durably: the note is for the next opening.
            throw e;
        } catch (IOException | Damage e) {
            files.discard(path, stamp);
            files.retract(stamp);
            throw e;
        }
        return tidied(path, stamp, end);
    }

    /// Puts a prepared file in its place, if its object may be put. A sync takes long, so the lock
    /// is released meanwhile; but not for an object that the journal knows too, whose changes must
    /// not be forgotten before the file is durable.
    private Pending.End place(Pending pending, Stamp stamp, Disk.OpenFolder folder)
            throws IOException {
        ObjectKey key = pending.key();
        ObjectFile files = objects.files();
        objects.lock().lock();
        try {
            awaitPlaced(key);
            if (objects.failure().isPresent()) {
                return objects.undecided();
            }
            State state = objects.current(key);
            if (!pending.holds(state) || state.stamp().compareTo(stamp) > 0) {
                return new Pending.Refused();
            }
            objects.placing().add(key);
            try {
                files.place(FileNames.fileOf(key), stamp);
            } catch (IOException e) {
                placed(key);
                throw e;
            }
            if (objects.states().containsKey(key)) {
                files.sync(folder);
                objects.states().remove(key);
                placed(key);
                return new Pending.Done(stamp);
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
        return new Pending.Done(stamp);
    }

    private void placed(ObjectKey key) {
        objects.placing().remove(key);
        objects.signalChange();
    }

    /// Deletes what a put leaves besides its file.
    private Pending.End tidied(String path, Stamp stamp, Pending.End end) {
        try {
            objects.files().retract(stamp);
            if (!(end instanceof Pending.Done)) {
                objects.files().discard(path, stamp);
            }
            return end;
        } catch (IOException e) {
            // Deleted at the next opening; whether this put is done is told by the next one.
            return new Pending.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /// Waits while a file of the object is put in its place. Called under the lock.
    void awaitPlaced(ObjectKey key) {
        objects.await(() -> !objects.placing().contains(key) || objects.failure().isPresent());
    }

    /// Waits until no put is under way. Called under the lock.
    void awaitNone() {
        objects.await(() -> underWay == 0);
    }
}
