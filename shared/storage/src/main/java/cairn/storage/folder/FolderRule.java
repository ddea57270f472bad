package cairn.storage.folder;

import java.util.EnumSet;
import java.util.Set;

/// Rules of the folder store. Each has a name so that a test can omit it and must then fail. Every
/// product path uses [#ALL].
enum FolderRule {
    /// Sync the journal before answering.
    SYNC_JOURNAL,
    /// Sync an object's file before renaming it into place.
    SYNC_FILE,
    /// Sync the folder after renaming a file in it.
    SYNC_FOLDER,
    /// Write an object's new version to a new file, never over the old one.
    TEMPORARY_FILE,
    /// Replay skips versions that are already in the object's file.
    SKIP_OLD_VERSIONS,
    /// Reuse a journal file only when all its changes are in files.
    RECYCLE_AFTER_CHECKPOINT,
    /// Every opening assigns versions that no earlier one assigned.
    NEW_EPOCH,
    /// Sync the journal's last frame at opening, before any write that depends on it.
    SYNC_REPLAYED,
    /// Write that frame again first: an earlier failed sync leaves bytes that no later sync covers.
    REWRITE_REPLAYED,
    /// Note which large objects are being placed, so that an opening can sync their folders.
    NOTE_PLACING,
    /// Sync the folders of files that replay found newer than the journal, before the journal is
    /// reused.
    SYNC_BELIEVED_FILES,
    /// Sync the names of folders that already existed.
    SYNC_FOLDER_NAMES,
    /// Mark the end of the journal, so that damage before it is not mistaken for a torn end.
    MARK_END,
    /// Record which journal files are needed, so that a missing one is detected.
    RECORD_NEEDED,
    /// List the objects in memory before those in files.
    LIST_MEMORY_FIRST,
    /// Reserve room in the journal for changes that free space.
    KEEP_RESERVE;

    static final Set<FolderRule> ALL = EnumSet.allOf(FolderRule.class);

    static Set<FolderRule> without(FolderRule one) {
        return EnumSet.complementOf(EnumSet.of(one));
    }
}
