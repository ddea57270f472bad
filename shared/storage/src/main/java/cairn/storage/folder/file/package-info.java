/// Files as the folder store needs them: a port so small that a test can simulate the worst
/// possible disk.
///
/// Owns no meaning. May be used by the folder store only. Start with [Disk].
@NullMarked
package cairn.storage.folder.file;

import org.jspecify.annotations.NullMarked;
