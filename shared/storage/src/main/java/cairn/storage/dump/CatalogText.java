package cairn.storage.dump;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Consumer;

/// Objects of the catalog: their JSON, indented, and the descriptor, which is JSON in a string, as
/// what it is.
final class CatalogText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DESCRIPTOR = "descriptor";

    private CatalogText() {}

    static boolean write(ObjectKey key, byte[] bytes, Consumer<String> lines) {
        StringWriter text = new StringWriter();
        boolean live = false;
        try (JsonParser in = JSON.createParser(bytes);
                JsonGenerator out = JSON.createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new CorruptObject("no JSON object", key, 0);
            }
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                live |= field.equals("name");
                out.writeFieldName(field);
                in.nextToken();
                if (field.equals(DESCRIPTOR)) {
                    copy(in.getText(), out);
                } else {
                    out.copyCurrentStructure(in);
                }
            }
            out.writeEndObject();
            if (in.nextToken() != null) {
                throw new CorruptObject(
                        "more than a JSON object", key, in.currentLocation().getByteOffset());
            }
        } catch (IOException e) {
            throw new CorruptObject("catalog object: " + e.getMessage(), key, 0);
        }
        lines.accept(live ? "table" : "tombstone: the name is free");
        text.toString().lines().forEach(lines);
        return true;
    }

    private static void copy(String json, JsonGenerator out) throws IOException {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            out.copyCurrentStructure(in);
        }
    }
}
