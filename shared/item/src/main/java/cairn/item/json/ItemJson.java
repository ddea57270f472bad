package cairn.item.json;

import cairn.item.AttributeValue;
import cairn.item.Binary;
import cairn.item.Decimal;
import cairn.item.Item;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// DynamoDB JSON of items: `{"id":{"S":"a"}}`, without white space, as stored and sent.
public final class ItemJson {
    private ItemJson() {}

    /// The item as UTF-8 JSON.
    public static byte[] write(Item item) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(item.sizeBytes() * 5 / 4 + 64);
                JsonGenerator json = Parsers.generator(out)) {
            write(json, item.attributes());
            json.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a write to memory failed", e);
        }
    }

    /// Writes names and values as one object.
    public static void write(JsonGenerator json, Map<String, AttributeValue> attributes)
            throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            json.writeFieldName(attribute.getKey());
            write(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    /// Writes one value as `{"type":…}`.
    public static void write(JsonGenerator json, AttributeValue value) throws IOException {
        json.writeStartObject();
        json.writeFieldName(value.type());
        switch (value) {
            case AttributeValue.S(String text) -> json.writeString(text);
            case AttributeValue.N(Decimal number) -> json.writeString(number.text());
            case AttributeValue.B(Binary bytes) -> json.writeString(bytes.base64());
            case AttributeValue.Bool(boolean truth) -> json.writeBoolean(truth);
            case AttributeValue.Null none -> json.writeBoolean(true);
            case AttributeValue.Ss(Set<String> values) -> writeAll(json, values);
            case AttributeValue.Ns(Set<Decimal> values) -> writeAll(json, values);
            case AttributeValue.Bs(Set<Binary> values) -> writeAll(json, values);
            case AttributeValue.L(List<AttributeValue> values) -> {
                json.writeStartArray();
                for (AttributeValue element : values) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case AttributeValue.M(Map<String, AttributeValue> values) -> write(json, values);
        }
        json.writeEndObject();
    }

    private static void writeAll(JsonGenerator json, Set<?> values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    /// Reads what [#write] wrote, without validation.
    public static Item read(byte[] bytes) {
        try (JsonParser json = Parsers.parser(bytes)) {
            json.nextToken();
            return Item.of(attributes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored item is not JSON", e);
        }
    }

    private static Map<String, AttributeValue> attributes(JsonParser json) throws IOException {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = Parsers.met(json.currentName());
            attributes.put(name, value(json));
        }
        return attributes;
    }

    /// Reads the next `{"type":…}`.
    private static AttributeValue value(JsonParser json) throws IOException {
        json.nextToken();
        return content(json);
    }

    /// Reads the rest of a value after its `{`.
    private static AttributeValue content(JsonParser json) throws IOException {
        String type = json.nextFieldName();
        json.nextToken();
        AttributeValue value =
                switch (type) {
                    case "S" -> new AttributeValue.S(json.getText());
                    case "N" -> new AttributeValue.N(Decimal.parse(json.getText()));
                    case "B" -> new AttributeValue.B(Binary.of(json.getBinaryValue()));
                    case "BOOL" -> new AttributeValue.Bool(json.getBooleanValue());
                    case "NULL" -> new AttributeValue.Null();
                    case "SS" -> AttributeValue.Ss.of(members(json, text -> text));
                    case "NS" -> AttributeValue.Ns.of(members(json, Decimal::parse));
                    case "BS" -> AttributeValue.Bs.of(members(json, ItemJson::binary));
                    case "L" -> {
                        List<AttributeValue> values = new ArrayList<>();
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            values.add(content(json));
                        }
                        yield new AttributeValue.L(Collections.unmodifiableList(values));
                    }
                    case "M" -> new AttributeValue.M(Collections.unmodifiableMap(attributes(json)));
                    default -> throw new IOException("value of unknown type " + type);
                };
        json.nextToken();
        return value;
    }

    private static Binary binary(String base64) {
        return Binary.of(Base64.getDecoder().decode(base64));
    }

    private static <T> List<T> members(JsonParser json, Function<String, T> read)
            throws IOException {
        List<T> members = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            members.add(read.apply(json.getText()));
        }
        return members;
    }
}
