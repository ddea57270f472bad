package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders, and makes their names durable. Thread-safe.
///
/// The existence of a folder does not prove that its name is durable: the process that made it may
/// have been killed before the sync. So each folder's parent is synced at least once in the life of
/// a store.
final class Folders {
    private static final int DURABLE_MAX = 10_000;

    private final Disk disk;
    private final Set<FolderRule> rules;
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    Folders(Disk disk, Set<FolderRule> rules) {
        this.disk = disk;
        this.rules = rules;
    }

    /// Makes a folder and its missing parents, all of them durable.
    void make(String folder) throws IOException {
        if (folder.isEmpty() || durable.contains(folder)) {
            return;
        }
        String above = FileNames.folderOf(folder);
        make(above);
        boolean made = disk.createFolder(folder);
        if (made || rules.contains(FolderRule.SYNC_FOLDER_NAMES)) {
            disk.syncFolder(above);
        }
        if (durable.size() >= DURABLE_MAX) {
            durable.clear();
        }
        durable.add(folder);
    }
}
