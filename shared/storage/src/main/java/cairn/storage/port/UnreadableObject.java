package cairn.storage.port;

/// An object of Cairn exists but cannot be used: it is damaged, or in a later Cairn's form. Never
/// the caller's fault; nothing read from the object may be used.
public abstract sealed class UnreadableObject extends RuntimeException
        permits CorruptObject, TooNew {
    private static final long serialVersionUID = 1L;

    UnreadableObject(String message) {
        super(message);
    }
}
