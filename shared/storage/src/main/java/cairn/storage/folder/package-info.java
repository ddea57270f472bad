/// The object store in a local folder: durable, atomic, for one process at a time.
///
/// One journal takes the puts of all keys, each version as what differs from the one before, so
/// that all that wait share one write and one sync; a checkpoint moves objects to files of their
/// own. The format is in docs/formats/journal.md, the reasons in docs/decisions. May use the port,
/// the environment and `folder.file`. Start with [FolderStore], then [Journal] and [Replay].
@NullMarked
package cairn.storage.folder;

import org.jspecify.annotations.NullMarked;
