/// The object store in a local folder: durable, atomic, for one process at a time.
///
/// One journal records the puts of all keys, each version as a difference from the one before. So
/// all waiting puts share one write and one sync. A checkpoint moves objects to their own files.
/// The format is in docs/formats/journal.md, the reasons in docs/decisions. May use the port, the
/// environment and `folder.file`. Start with [FolderStore], then [Journal] and [Replay].
@NullMarked
package cairn.storage.folder;

import org.jspecify.annotations.NullMarked;
