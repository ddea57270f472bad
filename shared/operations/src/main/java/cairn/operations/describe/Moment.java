package cairn.operations.describe;

import cairn.operations.settings.TableSettings;

import java.util.Set;

/// When a table is described, and what is said to be happening to it. Immutable.
///
/// @param nowMicros microseconds since 1970
/// @param status TableStatus
/// @param updating global indexes whose throughput is changing
/// @param warming global indexes that become ready for more, and [#TABLE] for the table
/// @param encrypting whether the key is changing
public record Moment(
        long nowMicros,
        String status,
        Set<String> updating,
        Set<String> warming,
        boolean encrypting) {
    /// The table itself, among its indexes.
    public static final String TABLE = "";

    static final String CREATING = "CREATING";
    private static final String ACTIVE = "ACTIVE";

    /// What the settings themselves say: the table is being updated while an index is allocated or
    /// deleted.
    public static Moment of(TableSettings settings, long nowMicros) {
        return at(nowMicros, settings.indexes().isAnyInTransit() ? "UPDATING" : ACTIVE);
    }

    /// It is being created.
    ///
    /// @param warming as in the record
    public static Moment creating(long nowMicros, Set<String> warming) {
        return new Moment(nowMicros, CREATING, Set.of(), warming, false);
    }

    /// It is being deleted.
    public static Moment deleting(long nowMicros) {
        return at(nowMicros, "DELETING");
    }

    /// It is being changed.
    public static Moment updating(
            long nowMicros,
            boolean table,
            Set<String> updating,
            Set<String> warming,
            boolean encrypting) {
        return new Moment(nowMicros, table ? "UPDATING" : ACTIVE, updating, warming, encrypting);
    }

    private static Moment at(long nowMicros, String status) {
        return new Moment(nowMicros, status, Set.of(), Set.of(), false);
    }

    boolean isCreating() {
        return status.equals(CREATING);
    }

    /// The status of an index that is as old as the table.
    String statusOfIndex(String name) {
        return isCreating() ? CREATING : updating.contains(name) ? "UPDATING" : ACTIVE;
    }
}
