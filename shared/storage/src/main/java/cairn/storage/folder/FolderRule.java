package cairn.storage.folder;

import java.util.EnumSet;
import java.util.Set;

/// Rules of the folder store, each named so that a test can leave it out and must then fail. Every
/// product path takes [#ALL].
enum FolderRule {
    /// Sync the journal before answering.
    SYNC_JOURNAL,
    /// Sync an object's file before giving it its name.
    SYNC_FILE,
    /// Sync the folder after giving a file its name.
    SYNC_FOLDER,
    /// Write an object's new version beside the old one, never over it.
    TEMPORARY_FILE,
    /// Replay skips versions that the object's file has already.
    SKIP_OLD_VERSIONS,
    /// Use a journal file again only when all it holds is in files.
    RECYCLE_AFTER_CHECKPOINT,
    /// Every opening gives versions that no earlier one gave.
    NEW_EPOCH,
    /// Sync the journal's last frame at opening, before anything is built on it.
    SYNC_REPLAYED,
    /// Write that frame again first: a sync that failed before leaves bytes that no later one
    /// covers.
    REWRITE_REPLAYED,
    /// Note which large objects are being placed, so that an opening can sync their folders.
    NOTE_PLACING,
    /// Sync the folders of files that replay found newer than the journal, before the journal is
    /// used again.
    SYNC_BELIEVED_FILES,
    /// Sync the names of folders that were there already.
    SYNC_FOLDER_NAMES,
    /// Mark the end of the journal, so that damage before it is not taken for a torn end.
    MARK_END,
    /// Record which journal files are needed, so that a missing one is noticed.
    RECORD_NEEDED,
    /// List what memory knows before what files have.
    LIST_MEMORY_FIRST,
    /// Keep room in the journal for what frees space.
    KEEP_RESERVE;

    static final Set<FolderRule> ALL = EnumSet.allOf(FolderRule.class);

    static Set<FolderRule> without(FolderRule one) {
        return EnumSet.complementOf(EnumSet.of(one));
    }
}
