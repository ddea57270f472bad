package cairn.storage.port;

/// An object's bytes are not what was written, or do not belong under its key: damage or a bug.
public final class CorruptObject extends UnreadableObject {
    private static final long serialVersionUID = 1L;

    public CorruptObject(String what, ObjectKey key, long offset) {
        super(what + " in " + key + " at byte " + offset);
    }
}
