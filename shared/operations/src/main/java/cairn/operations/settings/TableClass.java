package cairn.operations.settings;

/// A storage class that was given to a table. Cairn stores both classes alike. Immutable.
///
/// @param changedMicros microseconds since 1970; 0 if it is the first
public record TableClass(String name, long changedMicros) {
    /// The class of a table that was given none.
    public static final String STANDARD = "STANDARD";
}
