package cairn.operations.settings;

/// Read and write capacity units a second. Immutable.
public record Rates(long reads, long writes) {
    public static final Rates NONE = new Rates(0, 0);

    /// The greater of each.
    public Rates max(Rates other) {
        return new Rates(Math.max(reads, other.reads), Math.max(writes, other.writes));
    }

    /// Whether these are lower than others in reads or in writes.
    public boolean isBelow(Rates others) {
        return reads < others.reads || writes < others.writes;
    }
}
