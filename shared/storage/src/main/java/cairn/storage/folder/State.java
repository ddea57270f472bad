package cairn.storage.folder;

import org.jspecify.annotations.Nullable;

/// What is known of one object in memory.
///
/// @param stamp [Stamp#NONE] if there is no object and never was one that matters
/// @param bytes null if there is no object
/// @param use the newest use of a journal file that holds a change of it
record State(Stamp stamp, byte @Nullable [] bytes, long use) {
    static final State ABSENT = new State(Stamp.NONE, null, 0);

    /// The version that a put replaces: none if there is no object.
    Stamp before() {
        return bytes == null ? Stamp.NONE : stamp;
    }
}
