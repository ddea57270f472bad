package cairn.storage.folder;

import cairn.storage.port.Content;

import org.jspecify.annotations.Nullable;

/// What is known of one object in memory.
///
/// @param stamp [Stamp#NONE] if there is no object and never was one that matters
/// @param content null if there is no object
/// @param use the newest use of a journal file that holds a change of it
record State(Stamp stamp, @Nullable Content content, long use) {
    static final State ABSENT = new State(Stamp.NONE, null, 0);

    /// The version that a put replaces: none if there is no object.
    Stamp before() {
        return content == null ? Stamp.NONE : stamp;
    }
}
