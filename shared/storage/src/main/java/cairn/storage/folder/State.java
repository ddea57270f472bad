package cairn.storage.folder;

import cairn.storage.port.Content;

import org.jspecify.annotations.Nullable;

/// One object in memory.
///
/// @param stamp [Stamp#NONE] if there is no object and never was a relevant one
/// @param content null if there is no object
/// @param use the newest use of a journal file that contains a change of it
/// @param origin the version in the object's file on which the journal's changes build
/// @param origin the version in the object's file on which the journal's changes build
record State(Stamp stamp, @Nullable Content content, long use, Stamp origin) {
    static final State ABSENT = new State(Stamp.NONE, null, 0, Stamp.NONE);

    /// An object from its file.
    static State inFile(ObjectFile.Found found) {
        return new State(found.stamp(), Content.of(found.bytes()), 0, found.stamp());
    }

    /// The object after a change of it in the journal.
    State after(Stamp changed, @Nullable Content now, long inUse) {
        return new State(changed, now, inUse, origin);
    }

    /// The version that a put replaces; [Stamp#NONE] if there is no object.
    Stamp before() {
        return content == null ? Stamp.NONE : stamp;
    }
}
