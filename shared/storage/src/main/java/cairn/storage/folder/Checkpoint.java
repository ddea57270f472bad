package cairn.storage.folder;

import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Moves objects from the journal to files. Writing goes on meanwhile: what was changed since keeps
/// its place in memory and in a later journal file. Used once.
final class Checkpoint {
    private final ObjectFile files;
    private final ConcurrentHashMap<ObjectKey, State> states;
    private final ReentrantLock lock;

    Checkpoint(ObjectFile files, ConcurrentHashMap<ObjectKey, State> states, ReentrantLock lock) {
        this.files = files;
        this.states = states;
        this.lock = lock;
    }

    /// Brings every object that changed in a use up to `use` into its file. When this returns, no
    /// journal file of those uses is needed any more.
    void run(long use) throws IOException {
        Set<String> folders = new LinkedHashSet<>();
        List<Map.Entry<ObjectKey, State>> moved = new ArrayList<>();
        for (Map.Entry<ObjectKey, State> entry : states.entrySet()) {
            folders.add(FileNames.folderOf(FileNames.fileOf(entry.getKey())));
            move(entry.getKey(), entry.getValue());
            if (entry.getValue().use() <= use) {
                moved.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        for (String folder : folders) {
            files.sync(folder);
        }
        moved.forEach(entry -> states.remove(entry.getKey(), entry.getValue()));
    }

    /// Makes the object's file what `state` says, also if it has changed since: the journal has
    /// that change. Unless the object has got a file of its own meanwhile.
    private void move(ObjectKey key, State state) throws IOException {
        String path = FileNames.fileOf(key);
        Content content = state.content();
        if (content != null) {
            files.prepare(path, state.stamp(), content);
        }
        lock.lock();
        try {
            if (states.containsKey(key)) {
                if (content == null) {
                    files.delete(path);
                } else {
                    files.place(path, state.stamp());
                }
            } else if (content != null) {
                files.discard(path, state.stamp());
            }
        } finally {
            lock.unlock();
        }
    }
}
