package cairn.operations.request;

import cairn.item.index.IndexChange;
import cairn.item.index.IndexEntry;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;

import java.util.SortedMap;

/// Capacity units (docs/dynamodb.md#capacity-units), and how an answer shows them.
public enum Capacity {
    NONE,
    TOTAL,
    INDEXES;

    private static final int READ_BYTES = 4096;
    private static final int WRITE_BYTES = 1024;

    /// The value that a request asked for.
    public static Capacity of(Input input) {
        return input.get(RequestMembers.RETURN_CONSUMED_CAPACITY).orElse(NONE);
    }

    /// Units for reading so many bytes; half of that if the read is eventually consistent.
    public static double read(long bytes, boolean consistent) {
        long units = readBytes(bytes) / READ_BYTES;
        return consistent ? units : units / 2.0;
    }

    /// So many bytes rounded up to what a unit reads.
    public static long readBytes(long bytes) {
        return Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES) * READ_BYTES;
    }

    /// Units of writing an item.
    ///
    /// @param oldBytes of the item before, 0 if it did not exist
    public static double write(long oldBytes, long newBytes) {
        long bytes = Math.max(oldBytes, newBytes);
        return Math.max(1, (bytes + WRITE_BYTES - 1) / WRITE_BYTES);
    }

    /// Units of writing an entry of an index.
    public static double write(IndexChange change) {
        return switch (change) {
            case IndexChange.None() -> 0;
            case IndexChange.Added(IndexEntry entry) -> write(0, entry.item().sizeBytes());
            case IndexChange.Removed(IndexEntry entry) -> write(entry.item().sizeBytes(), 0);
            case IndexChange.Replaced(IndexEntry before, IndexEntry after) ->
                    write(before.item().sizeBytes(), after.item().sizeBytes());
            case IndexChange.Moved(IndexEntry before, IndexEntry after) ->
                    write(before.item().sizeBytes(), 0) + write(0, after.item().sizeBytes());
        };
    }

    /// ConsumedCapacity of one table.
    public byte[] json(String table, Units units) {
        ReplyBody body =
                new ReplyBody().text("TableName", table).number("CapacityUnits", units.total());
        if (this == INDEXES) {
            body.object("Table", of(units.table()));
            addAll(body, "LocalSecondaryIndexes", units.local());
            addAll(body, "GlobalSecondaryIndexes", units.global());
        }
        return body.finish();
    }

    private static void addAll(ReplyBody body, String member, SortedMap<String, Double> units) {
        if (!units.isEmpty()) {
            ReplyBody indexes = new ReplyBody();
            units.forEach((index, its) -> indexes.object(index, of(its)));
            body.object(member, indexes);
        }
    }

    private static ReplyBody of(double units) {
        return new ReplyBody().number("CapacityUnits", units);
    }

    /// Adds the member ConsumedCapacity if it was asked for.
    public void add(ReplyBody body, String table, Units units) {
        if (this != NONE) {
            body.raw("ConsumedCapacity", json(table, units));
        }
    }
}
