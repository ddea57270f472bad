package cairn.storage.folder;

import java.util.EnumSet;
import java.util.Set;

/// What the folder store takes care of, each named so that a test can leave it out and must then
/// fail. Every product path takes [#ALL].
enum Care {
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
    NEW_EPOCH;

    static final Set<Care> ALL = EnumSet.allOf(Care.class);

    static Set<Care> without(Care one) {
        return EnumSet.complementOf(EnumSet.of(one));
    }
}
