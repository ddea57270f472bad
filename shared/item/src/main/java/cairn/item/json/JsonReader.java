package cairn.item.json;

import cairn.item.Utf8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON body. Used once.
///
/// Memory is kept in proportion to the body: it adds up an estimate for each value, and stops above
/// [#BYTES_PER_BYTE] for each byte of the body, or [#BYTES_MAX] in all. The smallest values that an
/// item may have stay below that; endless lists of numbers do not. Empty values take no more than
/// their place in a list.
final class JsonReader {
    static final int BYTES_PER_BYTE = 14;

    static final long BYTES_MAX = 128 << 20;

    private static final long FREE_BYTES = 1 << 16;

    // On a JVM with compressed pointers.
    private static final int SLOT = 6;
    private static final int TEXT = 56;
    private static final int NUMBER = 72;
    private static final int ARRAY = 90;
    private static final int OBJECT_OF_ONE = 40;
    private static final int OBJECT = 112;
    private static final int FIELD = 48;
    private static final int NAME = 72;
    private static final int RECENT_NAMES = 64;

    private static final Json TRUE = new Json.Bool(true);
    private static final Json FALSE = new Json.Bool(false);
    private static final Json NULL = new Json.Null();
    private static final Json EMPTY = new Json.Text("");
    private static final Json NO_VALUES = new Json.Arr(List.of());
    private static final Json NO_FIELDS = new Json.Obj(Map.of());
    private static final Json[] ONE_CHARACTER = new Json[0x80];
    private static final Json[] ONE_DIGIT = new Json[10];

    static {
        for (char c = 0; c < ONE_CHARACTER.length; c++) {
            ONE_CHARACTER[c] = new Json.Text(String.valueOf(c));
        }
        for (int i = 0; i < ONE_DIGIT.length; i++) {
            ONE_DIGIT[i] = new Json.Num(Integer.toString(i), false);
        }
    }

    private final JsonParser parser;
    private final @Nullable String[] recent = new String[RECENT_NAMES];
    private long left;

    private JsonReader(JsonParser parser, int bytes) {
        this.parser = parser;
        this.left = Math.min(BYTES_MAX, FREE_BYTES + (long) BYTES_PER_BYTE * bytes);
    }

    static Json read(byte[] bytes) throws Json.Malformed {
        mustBeText(bytes);
        try (JsonParser parser = Parsers.parser(bytes)) {
            JsonReader reader = new JsonReader(parser, bytes.length);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Json.Malformed("empty");
            }
            Json value = reader.value(first);
            if (parser.nextToken() != null) {
                throw new Json.Malformed("more than one value");
            }
            return value;
        } catch (IOException e) {
            throw new Json.Malformed(String.valueOf(e.getMessage()));
        }
    }

    /// Jackson guesses the encoding from zeros and byte order marks, and is lenient about UTF-8. A
    /// body here must be strict UTF-8, so that it has one reading.
    private static void mustBeText(byte[] bytes) throws Json.Malformed {
        boolean marked = bytes.length > 0 && bytes[0] == (byte) 0xef;
        boolean wide = bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0);
        if (marked || wide || !Utf8.isSound(bytes)) {
            throw new Json.Malformed("not UTF-8");
        }
    }

    private void charge(long bytes) throws Json.Malformed {
        left -= bytes;
        if (left < 0) {
            throw new Json.Malformed("too many values for its length");
        }
    }

    private Json value(JsonToken token) throws IOException, Json.Malformed {
        charge(SLOT);
        return switch (token) {
            case VALUE_STRING -> text(sound(parser.getText()));
            case VALUE_NUMBER_INT -> number(parser.getText(), false);
            case VALUE_NUMBER_FLOAT -> number(parser.getText(), true);
            case VALUE_TRUE -> TRUE;
            case VALUE_FALSE -> FALSE;
            case VALUE_NULL -> NULL;
            case START_ARRAY -> array();
            case START_OBJECT -> object();
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new Json.Malformed("unexpected " + token);
        };
    }

    private Json text(String text) throws Json.Malformed {
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (text.length() == 1 && text.charAt(0) < ONE_CHARACTER.length) {
            return ONE_CHARACTER[text.charAt(0)];
        }
        charge(TEXT + 2L * text.length());
        return new Json.Text(text);
    }

    private Json number(String text, boolean decimal) throws Json.Malformed {
        if (text.length() == 1) {
            return ONE_DIGIT[text.charAt(0) - '0'];
        }
        charge(NUMBER + text.length());
        return new Json.Num(text, decimal);
    }

    /// A string, if it can be said in UTF-8: an escape can name half a character (`ud800`).
    private static String sound(String text) throws Json.Malformed {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair =
                        Character.isHighSurrogate(text.charAt(i))
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Json.Malformed("half a character");
                }
                i++;
            }
        }
        return text;
    }

    private JsonToken next() throws IOException, Json.Malformed {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new Json.Malformed("cut short");
        }
        return token;
    }

    private Json array() throws IOException, Json.Malformed {
        JsonToken token = next();
        if (token == JsonToken.END_ARRAY) {
            return NO_VALUES;
        }
        charge(ARRAY);
        List<Json> values = new ArrayList<>();
        for (; token != JsonToken.END_ARRAY; token = next()) {
            values.add(value(token));
        }
        return new Json.Arr(values);
    }

    private Json object() throws IOException, Json.Malformed {
        JsonToken token = next();
        if (token == JsonToken.END_OBJECT) {
            return NO_FIELDS;
        }
        charge(OBJECT_OF_ONE);
        String name = name();
        Json value = value(next());
        token = next();
        if (token == JsonToken.END_OBJECT) {
            return new Json.Obj(Map.of(name, value));
        }
        charge(OBJECT + FIELD);
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put(name, value);
        for (; token != JsonToken.END_OBJECT; token = next()) {
            name = name();
            charge(FIELD);
            fields.put(name, value(next()));
        }
        return new Json.Obj(fields);
    }

    /// Repeated names share one string.
    @SuppressWarnings("ReferenceEquality")
    private String name() throws IOException, Json.Malformed {
        String name = parser.currentName();
        int place = name.hashCode() & RECENT_NAMES - 1;
        if (recent[place] != name) {
            charge(NAME + 2L * name.length());
            recent[place] = Parsers.met(sound(name));
        }
        return name;
    }
}
