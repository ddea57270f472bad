package cairn.simulation.history;

/// A promise of the store was broken.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Violation(String what) {
        super(what);
    }
}
