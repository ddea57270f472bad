package cairn.operations.request;

import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;

/// Whether and how an answer shows capacity units, and how they are computed
/// (docs/dynamodb.md#capacity-units).
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
        long units = Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES);
        return consistent ? units : units / 2.0;
    }

    /// Units for writing an item.
    ///
    /// @param oldBytes size of the item before, 0 if none existed
    public static double write(long oldBytes, long newBytes) {
        long bytes = Math.max(oldBytes, newBytes);
        return Math.max(1, (bytes + WRITE_BYTES - 1) / WRITE_BYTES);
    }

    /// ConsumedCapacity of one table.
    public byte[] json(String table, double units) {
        ReplyBody body = new ReplyBody().text("TableName", table).number("CapacityUnits", units);
        if (this == INDEXES) {
            body.object("Table", new ReplyBody().number("CapacityUnits", units));
        }
        return body.finish();
    }

    /// Adds the member ConsumedCapacity if it was asked for.
    public void add(ReplyBody body, String table, double units) {
        if (this != NONE) {
            body.raw("ConsumedCapacity", json(table, units));
        }
    }
}
