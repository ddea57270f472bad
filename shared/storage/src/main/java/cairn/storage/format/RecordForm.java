package cairn.storage.format;

import cairn.item.StorageKey;

import java.util.Optional;

/// The bytes of a record that log and segments have in common: its kind, what the kind has, and
/// fields.
public final class RecordForm {
    private static final Tag PUT = Tag.essential(1);
    private static final Tag DELETE = Tag.essential(2);

    private RecordForm() {}

    /// Writes it with its length in front, so that it can be stepped over.
    public static void write(ByteWriter out, LogRecord record) {
        if (!record.unknown().fields().isEmpty()) {
            ByteWriter body = new ByteWriter(64 + record.weightBytes());
            writeKind(body, record);
            FieldsWriter.writeAll(record.unknown().fields(), body);
            out.string(body.toBytes());
            return;
        }
        out.varint(record.item().map(RecordForm::length).orElse(1));
        writeKind(out, record);
    }

    private static int length(StoredItem item) {
        int json = item.json().length;
        int lengths = ByteWriter.varintLength(item.sizeBytes()) + ByteWriter.varintLength(json);
        return 1 + lengths + json;
    }

    private static void writeKind(ByteWriter out, LogRecord record) {
        out.varint((record.item().isPresent() ? PUT : DELETE).code());
        record.item().ifPresent(item -> out.varint(item.sizeBytes()).string(item.json()));
    }

    /// Steps over one.
    public static void skip(ByteReader in) {
        in.skip(in.count());
    }

    /// Reads what [#write] wrote.
    ///
    /// @return absent if it is of a later Cairn's kind that may be passed over
    /// @throws cairn.storage.port.TooNew its kind, or a field, must be understood
    public static Optional<LogRecord> read(ByteReader in, StorageKey key, long sequence) {
        int length = in.count();
        int end = in.position() + length;
        long kind = in.varint();
        Optional<StoredItem> item;
        // By their codes: this is what a read of many items does most.
        if (kind == PUT.code()) {
            item = Optional.of(new StoredItem(in.length(), in.string()));
        } else if (kind == DELETE.code()) {
            item = Optional.empty();
        } else {
            passOver(in, kind, end);
            return Optional.empty();
        }
        Fields.Unknown unknown =
                in.position() == end
                        ? Fields.Unknown.NONE
                        : Fields.readToEnd(in.part(end - in.position())).rest();
        return Optional.of(new LogRecord(key, sequence, item, unknown));
    }

    private static void passOver(ByteReader in, long kind, int end) {
        if ((kind & 1) != 0) {
            throw in.tooNew("record of kind " + (kind >>> 1));
        }
        in.skip(end - in.position());
    }
}
