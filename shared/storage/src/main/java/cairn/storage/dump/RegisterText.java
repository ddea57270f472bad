package cairn.storage.dump;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.register.CheckedText;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Consumer;

/// Registers as indented JSON. A descriptor, which is JSON in a string, is printed as JSON.
/// Encrypted values are left out.
final class RegisterText {
    private static final JsonFactory JSON = new JsonFactory();

    private RegisterText() {}

    static boolean write(
            CheckedText.Kind kind, ObjectKey key, byte[] bytes, Consumer<String> lines) {
        int start = CheckedText.textStart(kind, key, bytes);
        StringWriter text = new StringWriter();
        boolean empty;
        try (JsonParser in = JSON.createParser(bytes, start, bytes.length - start);
                JsonGenerator out = JSON.createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            empty = copy(in, out);
        } catch (IOException e) {
            throw new CorruptObject("register: " + e.getClass().getSimpleName(), key, start);
        }
        lines.accept(
                switch (kind) {
                    case CATALOG -> empty ? "tombstone: the name is free" : "table";
                    case ACCESS_KEYS -> "access keys, encrypted values left out";
                });
        text.toString().lines().forEach(lines);
        return true;
    }

    /// @return whether the register holds nothing
    private static boolean copy(JsonParser in, JsonGenerator out) throws IOException {
        boolean empty = false;
        String field = "";
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                field = in.currentName();
            }
            empty |= field.equals("value") && token == JsonToken.VALUE_NULL;
            if (token == JsonToken.VALUE_STRING) {
                string(field, in.getText(), out);
            } else {
                out.copyCurrentEvent(in);
            }
        }
        return empty;
    }

    private static void string(String field, String text, JsonGenerator out) throws IOException {
        switch (field) {
            case "descriptor" -> {
                try (JsonParser descriptor = JSON.createParser(text)) {
                    copy(descriptor, out);
                }
            }
            case "dataKey", "nonce", "secret" -> out.writeString("...");
            default -> out.writeString(text);
        }
    }
}
