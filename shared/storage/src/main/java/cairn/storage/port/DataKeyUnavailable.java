package cairn.storage.port;

/// A data key could not be made or unwrapped. The message gives the reason and contains no secret.
public final class DataKeyUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataKeyUnavailable(String why) {
        super(why);
    }

    public DataKeyUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
