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
        ByteReader body = in.part(in.count());
        Tag kind = Tag.read(body);
        Optional<StoredItem> item;
        if (kind.equals(PUT)) {
            item = Optional.of(new StoredItem(body.length(), body.string()));
        } else if (kind.equals(DELETE)) {
            item = Optional.empty();
        } else if (kind.mustBeUnderstood()) {
            throw in.tooNew("record of kind " + kind.number());
        } else {
            return Optional.empty();
        }
        Fields.Unknown unknown = body.atEnd() ? Fields.Unknown.NONE : Fields.readToEnd(body).rest();
        return Optional.of(new LogRecord(key, sequence, item, unknown));
    }
}
