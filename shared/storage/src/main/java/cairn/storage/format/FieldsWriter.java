package cairn.storage.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Writes the fields of one form: its own fields, and the unknown ones that it keeps. Used by one
/// thread.
public final class FieldsWriter {
    private final List<Fields.Field> fields;

    /// @param kept the unknown fields from when the form was read
    public FieldsWriter(Fields.Unknown kept) {
        this.fields = new ArrayList<>(kept.fields());
    }

    public FieldsWriter field(Tag tag, Consumer<ByteWriter> value) {
        ByteWriter out = new ByteWriter(64);
        value.accept(out);
        fields.add(new Fields.Field(tag, out.toBytes()));
        return this;
    }

    /// Writes the fields with their length first.
    public void write(ByteWriter out) {
        ByteWriter all = new ByteWriter(256);
        writeAll(fields, all);
        out.string(all.toBytes());
    }

    /// Writes the fields without their length, for a form that has its own end.
    public void writeToEnd(ByteWriter out) {
        writeAll(fields, out);
    }

    static void writeAll(List<Fields.Field> fields, ByteWriter out) {
        fields.stream()
                .sorted(Comparator.comparing(Fields.Field::tag))
                .forEach(field -> out.varint(field.tag().code()).string(field.value()));
    }
}
