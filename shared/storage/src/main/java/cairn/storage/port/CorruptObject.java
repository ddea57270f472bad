package cairn.storage.port;

/// An object's bytes are not what was written, or not what its place demands. Damage or a bug,
/// never the caller's fault; nothing read from the object may be used.
public final class CorruptObject extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptObject(String what, ObjectKey key, long offset) {
        super(what + " in " + key + " at byte " + offset);
    }
}
