package cairn.item.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value as a client sent it, not yet checked against any type.
public sealed interface Json {
    record Text(String value) implements Json {}

    /// @param decimal whether it was written with a point or an exponent
    record Num(String text, boolean decimal) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    record Arr(List<Json> values) implements Json {}

    record Obj(Map<String, Json> fields) implements Json {
        /// A field that is present and not null.
        public Optional<Json> field(String name) {
            Json value = fields.get(name);
            return value == null || value instanceof Null ? Optional.empty() : Optional.of(value);
        }
    }

    /// The value as JSON, without white space.
    default String text() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder into) {
        switch (this) {
            case Text(String value) -> quote(value, into);
            case Num(String text, boolean decimal) -> into.append(text);
            case Bool(boolean value) -> into.append(value);
            case Null none -> into.append("null");
            case Arr(List<Json> values) -> {
                into.append('[');
                String separator = "";
                for (Json value : values) {
                    into.append(separator);
                    value.write(into);
                    separator = ",";
                }
                into.append(']');
            }
            case Obj(Map<String, Json> fields) -> {
                into.append('{');
                String separator = "";
                for (Map.Entry<String, Json> field : fields.entrySet()) {
                    into.append(separator);
                    quote(field.getKey(), into);
                    field.getValue().write(into.append(':'));
                    separator = ",";
                }
                into.append('}');
            }
        }
    }

    private static void quote(String text, StringBuilder into) {
        into.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, into);
        into.append('"');
    }

    /// The text is not JSON, or exceeds a limit.
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    /// Reads exactly one JSON value. Of fields with the same name the last counts. Takes memory in
    /// proportion to `bytes`, at most about fourteen for each, and no more than 128 MiB.
    static Json parse(byte[] bytes) throws Malformed {
        return JsonReader.read(bytes);
    }
}
