package cairn.storage.request;

/// The store gave no answer that can be relied on. Nothing that was asked has an effect, but data
/// objects that no head names.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String why) {
        super("the object store gave no answer: " + why);
    }
}
