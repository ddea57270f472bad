package cairn.storage.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The tagged fields of one form as they were read. A form takes its known fields, then the
/// [#rest], which it writes again with its own. Used by one thread.
///
/// On disk, in ascending order of numbers: tag (`varint`), value (`bytes`). Usually their total
/// length comes first.
public final class Fields {
    /// Fields that this Cairn does not know and may ignore. They are kept when the object is
    /// rewritten.
    ///
    /// @param fields in ascending order of numbers
    public record Unknown(List<Field> fields) {
        public static final Unknown NONE = new Unknown(List.of());

        public Unknown {
            fields = List.copyOf(fields);
        }

        /// The approximate size in memory or encoded.
        int weightBytes() {
            int bytes = 0;
            for (Field field : fields) {
                bytes += 16 + field.value.length;
            }
            return bytes;
        }
    }

    record Field(Tag tag, byte[] value) {}

    private final ByteReader in;
    private final Map<Tag, ByteReader> left = new TreeMap<>();

    private Fields(ByteReader in) {
        this.in = in;
        Tag before = Tag.NONE;
        while (!in.atEnd()) {
            Tag tag = Tag.read(in);
            if (tag.number() <= before.number()) {
                throw in.corrupt("field " + tag.number() + " after " + before.number());
            }
            left.put(tag, in.part(in.count()));
            before = tag;
        }
    }

    /// The fields at the reader's position, which start with their length.
    public static Fields read(ByteReader in) {
        return new Fields(in.part(in.count()));
    }

    /// The fields from the reader's position to its end.
    public static Fields readToEnd(ByteReader in) {
        return new Fields(in);
    }

    /// Takes a field, if present. Its value must be read to the end.
    public <T> Optional<T> take(Tag tag, Function<ByteReader, T> read) {
        ByteReader value = left.remove(tag);
        if (value == null) {
            return Optional.empty();
        }
        T result = read.apply(value);
        if (!value.atEnd()) {
            throw value.corrupt("field " + tag.number() + " longer than what it holds");
        }
        return Optional.of(result);
    }

    /// Takes a field that every object of the form must have.
    public <T> T need(Tag tag, Function<ByteReader, T> read) {
        return take(tag, read).orElseThrow(() -> in.corrupt("no field " + tag.number()));
    }

    /// The fields that were not taken.
    ///
    /// @throws cairn.storage.port.TooNew one of them must be understood
    public Unknown rest() {
        if (left.isEmpty()) {
            return Unknown.NONE;
        }
        List<Field> fields = new ArrayList<>();
        left.forEach(
                (tag, value) -> {
                    if (tag.mustBeUnderstood()) {
                        throw in.tooNew("field " + tag.number());
                    }
                    fields.add(new Field(tag, value.rest()));
                });
        return new Unknown(fields);
    }
}
