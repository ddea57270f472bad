package cairn.storage.request;

/// The store gave no reliable answer, or could not serve the request. A put may have taken effect,
/// or may yet, unless the message says that nothing was stored.
///
/// It has no stack trace: the cause is the store, not the caller, and a failing store causes many
/// of them.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what the request that was not answered or not done, for the log
    public StoreUnavailable(String what) {
        super(what, null, false, false);
    }

    /// No try received a definite answer.
    static StoreUnavailable noAnswer(String why) {
        return new StoreUnavailable("the object store gave no answer: " + why);
    }

    /// The store reports that it stored nothing and will not.
    public static StoreUnavailable notStored(String why) {
        return new StoreUnavailable("nothing was stored: " + why);
    }
}
