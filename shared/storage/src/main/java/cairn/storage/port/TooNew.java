package cairn.storage.port;

/// A later Cairn wrote the object in a form that this one must not interpret. The data is intact.
public final class TooNew extends UnreadableObject {
    private static final long serialVersionUID = 1L;

    /// @param what the unknown part
    public TooNew(String what, ObjectKey key) {
        super(what + " in " + key + ": a later Cairn wrote it; run that version, or a newer one");
    }
}
