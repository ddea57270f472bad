package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders, and makes their names durable. Thread-safe.
///
/// That a folder is there proves nothing: the process that made it may have been killed before its
/// sync. So each is synced in the one above it once in the life of a store.
final class Folders {
    private static final int DURABLE_MAX = 10_000;

    private final Disk disk;
    private final Set<Care> cares;
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    Folders(Disk disk, Set<Care> cares) {
        this.disk = disk;
        this.cares = cares;
    }

    /// Makes a folder and those above it, as far as they are not there, all of them durable.
    void make(String folder) throws IOException {
        if (folder.isEmpty() || durable.contains(folder)) {
            return;
        }
        String above = FileNames.folderOf(folder);
        make(above);
        boolean made = disk.createFolder(folder);
        if (made || cares.contains(Care.SYNC_FOLDER_NAMES)) {
            disk.syncFolder(above);
        }
        if (durable.size() >= DURABLE_MAX) {
            durable.clear();
        }
        durable.add(folder);
    }
}
