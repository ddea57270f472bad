package cairn.storage.environment;

/// The process is ending, so the waiting thread should unwind.
public final class ShuttingDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShuttingDown() {
        super("shutting down", null, false, false);
    }
}
