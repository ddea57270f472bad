package cairn.item.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A JSON value as a client sent it, before anything is known of what it should be.
public sealed interface Json {
    /// Arrays and objects within each other; deeper text is not JSON to us.
    int NESTING_MAX = 500;

    record Text(String value) implements Json {}

    /// @param decimal whether it was written with a point or an exponent
    record Num(String text, boolean decimal) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    record Arr(List<Json> values) implements Json {}

    record Obj(Map<String, Json> fields) implements Json {
        /// A field that is there and not null.
        public Optional<Json> field(String name) {
            Json value = fields.get(name);
            return value == null || value instanceof Null ? Optional.empty() : Optional.of(value);
        }
    }

    /// The value as JSON, without white space.
    default String text() {
        return switch (this) {
            case Text(String value) -> Parsing.quoted(value);
            case Num(String text, boolean decimal) -> text;
            case Bool(boolean value) -> Boolean.toString(value);
            case Null none -> "null";
            case Arr(List<Json> values) ->
                    values.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
            case Obj(Map<String, Json> fields) ->
                    fields.entrySet().stream()
                            .map(e -> Parsing.quoted(e.getKey()) + ":" + e.getValue().text())
                            .collect(Collectors.joining(",", "{", "}"));
        };
    }

    /// The text is no JSON.
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    /// Reads one JSON value and nothing behind it. Of fields with one name the last counts.
    static Json parse(byte[] bytes) throws Malformed {
        try (JsonParser parser = Parsing.FACTORY.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Malformed("empty");
            }
            Json value = Parsing.value(parser, first);
            if (parser.nextToken() != null) {
                throw new Malformed("more than one value");
            }
            return value;
        } catch (IOException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }

    /// How JSON is read.
    final class Parsing {
        static final JsonFactory FACTORY =
                JsonFactory.builder()
                        // Buffers kept by threads would be made anew by each virtual one.
                        .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(NESTING_MAX)
                                        .maxStringLength(16 << 20)
                                        .maxNumberLength(1000)
                                        .maxNameLength(1 << 20)
                                        .build())
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();

        private static final Json TRUE = new Bool(true);
        private static final Json FALSE = new Bool(false);
        private static final Json NULL = new Null();

        private Parsing() {}

        private static String quoted(String text) {
            return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }

        private static Json value(JsonParser parser, JsonToken token)
                throws IOException, Malformed {
            return switch (token) {
                case VALUE_STRING -> new Text(sound(parser.getText()));
                case VALUE_NUMBER_INT -> new Num(parser.getText(), false);
                case VALUE_NUMBER_FLOAT -> new Num(parser.getText(), true);
                case VALUE_TRUE -> TRUE;
                case VALUE_FALSE -> FALSE;
                case VALUE_NULL -> NULL;
                case START_ARRAY -> array(parser);
                case START_OBJECT -> object(parser);
                case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                        throw new Malformed("unexpected " + token);
            };
        }

        /// A string, if it can be said in UTF-8: an escape can name half a character (`ud800`).
        private static String sound(String text) throws Malformed {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    boolean pair =
                            Character.isHighSurrogate(text.charAt(i))
                                    && i + 1 < text.length()
                                    && Character.isLowSurrogate(text.charAt(i + 1));
                    if (!pair) {
                        throw new Malformed("half a character");
                    }
                    i++;
                }
            }
            return text;
        }

        private static JsonToken next(JsonParser parser) throws IOException, Malformed {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new Malformed("cut short");
            }
            return token;
        }

        private static Json array(JsonParser parser) throws IOException, Malformed {
            List<Json> values = new ArrayList<>();
            for (JsonToken t = next(parser); t != JsonToken.END_ARRAY; t = next(parser)) {
                values.add(value(parser, t));
            }
            return new Arr(values);
        }

        private static Json object(JsonParser parser) throws IOException, Malformed {
            Map<String, Json> fields = new LinkedHashMap<>();
            for (JsonToken t = next(parser); t != JsonToken.END_OBJECT; t = next(parser)) {
                String name = sound(parser.currentName());
                fields.put(name, value(parser, next(parser)));
            }
            return new Obj(fields);
        }
    }
}
