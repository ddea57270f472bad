package cairn.storage.format;

import cairn.item.StorageKey;

import java.util.Optional;

/// The bytes of a record that log and segments share: its kind, the kind's content, and fields.
public final class RecordForm {
    private static final Tag PUT = Tag.essential(1);
    private static final Tag DELETE = Tag.essential(2);

    private static final Tag OLD = Tag.optional(1);
    private static final Tag ORIGIN = Tag.optional(2);

    private RecordForm() {}

    /// Writes the record with its length first, so that it can be skipped.
    public static void write(ByteWriter out, LogRecord record) {
        boolean fields =
                record.old().isPresent()
                        || record.origin() != Origin.CLIENT
                        || !record.unknown().fields().isEmpty();
        if (fields) {
            ByteWriter body = new ByteWriter(64 + record.weightBytes());
            writeKind(body, record);
            writeFields(body, record);
            out.string(body.toBytes());
            return;
        }
        out.varint(record.item().map(RecordForm::length).orElse(1));
        writeKind(out, record);
    }

    private static void writeFields(ByteWriter out, LogRecord record) {
        FieldsWriter fields = new FieldsWriter(record.unknown());
        record.old().ifPresent(item -> fields.field(OLD, value -> writeItem(value, item)));
        if (record.origin() != Origin.CLIENT) {
            fields.field(ORIGIN, value -> value.u8(record.origin().code()));
        }
        fields.writeToEnd(out);
    }

    private static int length(StoredItem item) {
        int json = item.json().length;
        int lengths = ByteWriter.varintLength(item.sizeBytes()) + ByteWriter.varintLength(json);
        return 1 + lengths + json;
    }

    private static void writeKind(ByteWriter out, LogRecord record) {
        out.varint((record.item().isPresent() ? PUT : DELETE).code());
        record.item().ifPresent(item -> writeItem(out, item));
    }

    private static void writeItem(ByteWriter out, StoredItem item) {
        out.varint(item.sizeBytes()).string(item.json());
    }

    private static StoredItem readItem(ByteReader in) {
        return new StoredItem(in.length(), in.string());
    }

    /// Skips one record.
    public static void skip(ByteReader in) {
        in.skip(in.count());
    }

    /// Reads what [#write] wrote.
    ///
    /// @param run the run of the record
    /// @return absent if its kind is of a later Cairn and may be ignored
    /// @throws cairn.storage.port.TooNew its kind, or a field, must be understood
    public static Optional<LogRecord> read(ByteReader in, int run, StorageKey key, long sequence) {
        int length = in.count();
        int end = in.position() + length;
        long kind = in.varint();
        Optional<StoredItem> item;
        // Compares codes, because reads of many items spend most time here.
        if (kind == PUT.code()) {
            item = Optional.of(readItem(in));
        } else if (kind == DELETE.code()) {
            item = Optional.empty();
        } else {
            passOver(in, kind, end);
            return Optional.empty();
        }
        if (in.position() == end) {
            return Optional.of(record(run, key, sequence, item));
        }
        Fields fields = Fields.readToEnd(in.part(end - in.position()));
        Optional<StoredItem> old = fields.take(OLD, RecordForm::readItem);
        Origin origin = fields.take(ORIGIN, Origin::read).orElse(Origin.CLIENT);
        return Optional.of(new LogRecord(run, key, sequence, item, old, origin, fields.rest()));
    }

    private static LogRecord record(
            int run, StorageKey key, long sequence, Optional<StoredItem> item) {
        return new LogRecord(
                run, key, sequence, item, Optional.empty(), Origin.CLIENT, Fields.Unknown.NONE);
    }

    private static void passOver(ByteReader in, long kind, int end) {
        if ((kind & 1) != 0) {
            throw in.tooNew("record of kind " + (kind >>> 1));
        }
        in.skip(end - in.position());
    }
}
