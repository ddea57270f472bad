package cairn.storage.environment;

/// A read that must not wait needs the store. Repeat it where waiting is allowed.
public final class WouldWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WouldWait() {
        super("needs the store", null, false, false);
    }
}
