package cairn.storage.request;

/// The store gave no answer that can be relied on, or could not do what was asked. A put that was
/// asked for may have taken effect, or may yet, unless the message says that nothing was stored.
///
/// It carries no stack trace: the store is to blame, not the place that asked, and in trouble there
/// are many of them.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what was not answered or not done, for the log
    public StoreUnavailable(String what) {
        super(what, null, false, false);
    }

    /// No try got a definite answer.
    static StoreUnavailable noAnswer(String why) {
        return new StoreUnavailable("the object store gave no answer: " + why);
    }

    /// The store says that it stored nothing, nor will.
    public static StoreUnavailable notStored(String why) {
        return new StoreUnavailable("nothing was stored: " + why);
    }
}
