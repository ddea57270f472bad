package cairn.storage.request;

/// The store gave no answer that can be relied on. A put that was asked for may have taken effect,
/// or may yet.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String why) {
        super("the object store gave no answer: " + why);
    }
}
