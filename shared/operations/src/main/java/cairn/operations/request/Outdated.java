package cairn.operations.request;

/// What this process knows of a table lacks a change that writers must know. Nothing was done. Has
/// no stack trace: the request is run again.
public final class Outdated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Outdated() {
        super("the table was changed", null, false, false);
    }
}
