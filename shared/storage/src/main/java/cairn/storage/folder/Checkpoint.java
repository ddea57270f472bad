package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Moves objects from the journal to files. Writes continue meanwhile: later changes stay in memory
/// and in a later journal file. Used once.
final class Checkpoint {
    private final CurrentObjects objects;
    private final Set<String> folders;
    private final List<Map.Entry<ObjectKey, State>> moved = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();

    /// @param folders further folders to sync
    Checkpoint(CurrentObjects objects, Set<String> folders) {
        this.objects = objects;
        this.folders = new LinkedHashSet<>(folders);
    }

    /// Moves every object that changed in a use up to `use` to its file. Deletions come first: they
    /// free space and need none.
    ///
    /// @param use 0: only deletions
    /// @return the reason if not everything was moved; absent if no journal file of those uses is
    ///   needed any longer
    /// @throws Disk.SyncFailed a sync failed
    Optional<String> run(long use) throws IOException {
        // A copy, because an object may become a deletion, or stop being one, while others are
        // moved.
        Map<ObjectKey, State> now = new HashMap<>(objects.states());
        moveAll(now, state -> state.content() == null);
        if (use > 0) {
            moveAll(now, state -> state.content() != null);
        }
        for (String folder : folders) {
            attempt(() -> objects.files().sync(folder));
        }
        if (obstacle.isEmpty()) {
            moved.stream()
                    .filter(entry -> entry.getValue().use() <= use)
                    .forEach(entry -> objects.states().remove(entry.getKey(), entry.getValue()));
        }
        return obstacle;
    }

    private void moveAll(Map<ObjectKey, State> all, Predicate<State> which) throws IOException {
        for (Map.Entry<ObjectKey, State> entry : all.entrySet()) {
            ObjectKey key = entry.getKey();
            State state = entry.getValue();
            if (which.test(state)) {
                folders.add(FileNames.folderOf(FileNames.fileOf(key)));
                attempt(() -> move(key, state));
                moved.add(entry);
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Continues after a failure other than of a sync: the journal still has what is not moved.
    private void attempt(Step step) throws IOException {
        try {
            step.run();
        } catch (Disk.SyncFailed e) {
            throw e;
        } catch (IOException e) {
            if (obstacle.isEmpty()) {
                obstacle = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }

    /// Makes the object's file match `state`, even if the object has changed since: the journal has
    /// that change. It does nothing if the object has meanwhile received its own file, on which the
    /// journal now builds.
    private void move(ObjectKey key, State state) throws IOException {
        ObjectFile files = objects.files();
        String path = FileNames.fileOf(key);
        Content content = state.content();
        if (content != null) {
            files.prepare(path, state.stamp(), content);
        }
        boolean placed = false;
        objects.lock().lock();
        try {
            State now = objects.states().get(key);
            if (now != null && now.origin().equals(state.origin())) {
                if (content == null) {
                    files.delete(path);
                } else {
                    files.place(path, state.stamp());
                }
                placed = true;
            }
        } finally {
            objects.lock().unlock();
            if (content != null && !placed) {
                files.discard(path, state.stamp());
            }
        }
    }
}
