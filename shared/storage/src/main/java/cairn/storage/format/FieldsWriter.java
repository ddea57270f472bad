package cairn.storage.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Writes the fields of one form: its own, and those that it keeps without knowing them. Used by
/// one thread.
public final class FieldsWriter {
    private final List<Fields.Field> fields;

    /// @param kept what was unknown when the form was read
    public FieldsWriter(Fields.Unknown kept) {
        this.fields = new ArrayList<>(kept.fields());
    }

    public FieldsWriter field(Tag tag, Consumer<ByteWriter> value) {
        ByteWriter out = new ByteWriter(64);
        value.accept(out);
        fields.add(new Fields.Field(tag, out.toBytes()));
        return this;
    }

    /// Writes them with their length in front.
    public void write(ByteWriter out) {
        ByteWriter all = new ByteWriter(256);
        writeAll(fields, all);
        out.string(all.toBytes());
    }

    /// Writes them alone: what they are part of has an end.
    public void writeToEnd(ByteWriter out) {
        writeAll(fields, out);
    }

    static void writeAll(List<Fields.Field> fields, ByteWriter out) {
        fields.stream()
                .sorted(Comparator.comparing(Fields.Field::tag))
                .forEach(field -> out.varint(field.tag().code()).string(field.value()));
    }
}
