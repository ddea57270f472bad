package cairn.item.json;

import cairn.item.AttributeValue;
import cairn.item.Binary;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.Message;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Converts JSON to attribute values and refuses values that DynamoDB refuses. JSON types must have
/// been checked already (a string under `S`, a list of strings under `SS` and so on).
///
/// Every method throws cairn.item.Refused with DynamoDB's words.
public final class ValueReader {
    private static final int NAME_BYTES_MAX = 65_535;
    private static final AttributeValue NULL = new AttributeValue.Null();
    private static final AttributeValue TRUE = new AttributeValue.Bool(true);
    private static final AttributeValue FALSE = new AttributeValue.Bool(false);
    private static final List<String> TYPES =
            List.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

    private ValueReader() {}

    /// An item, or a key: names and values.
    public static Item item(Json json) {
        return Item.of(attributes((Json.Obj) json, 0));
    }

    /// One value.
    public static AttributeValue value(Json json) {
        return value(json, 0);
    }

    private static Map<String, AttributeValue> attributes(Json.Obj json, int depth) {
        Map<String, AttributeValue> attributes =
                LinkedHashMap.newLinkedHashMap(json.fields().size());
        for (Map.Entry<String, Json> field : json.fields().entrySet()) {
            if (field.getKey().isEmpty()) {
                throw Message.ATTRIBUTE_NAME_EMPTY.refused();
            }
            mustNotBeTooLong(field.getKey());
            attributes.put(field.getKey(), value(field.getValue(), depth));
        }
        return attributes;
    }

    /// @throws cairn.item.Refused an attribute's name is over 65,535 bytes
    public static void mustNotBeTooLong(String name) {
        if (AttributeValue.utf8Length(name) > NAME_BYTES_MAX) {
            throw Message.ATTRIBUTE_NAME_TOO_LONG.refused();
        }
    }

    private static AttributeValue value(Json json, int depth) {
        if (!(json instanceof Json.Obj object)) {
            throw Message.VALUE_EMPTY.refused();
        }
        AttributeValue found = NULL;
        int count = 0;
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            if (!(field.getValue() instanceof Json.Null) && TYPES.contains(field.getKey())) {
                found = of(field.getKey(), field.getValue(), depth);
                count++;
            }
        }
        if (count != 1) {
            throw (count == 0 ? Message.VALUE_EMPTY : Message.VALUE_TWO_TYPES).refused();
        }
        return found;
    }

    private static AttributeValue of(String type, Json content, int depth) {
        return switch (type) {
            case "S" -> new AttributeValue.S(text(content));
            case "N" -> new AttributeValue.N(Decimal.parse(text(content)));
            case "B" -> new AttributeValue.B(binary(content));
            case "BOOL" -> bool(content) ? TRUE : FALSE;
            case "NULL" -> {
                if (!bool(content)) {
                    throw Message.NULL_NOT_TRUE.refused();
                }
                yield NULL;
            }
            case "SS" -> strings(content);
            case "NS" -> numbers(content);
            case "BS" -> binaries(content);
            case "L" -> {
                mustNotBeTooDeep(depth);
                List<AttributeValue> values = new ArrayList<>();
                for (Json element : ((Json.Arr) content).values()) {
                    values.add(value(element, depth + 1));
                }
                yield new AttributeValue.L(Collections.unmodifiableList(values));
            }
            case "M" -> {
                mustNotBeTooDeep(depth);
                yield new AttributeValue.M(
                        Collections.unmodifiableMap(attributes((Json.Obj) content, depth + 1)));
            }
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static void mustNotBeTooDeep(int depth) {
        if (depth + 1 >= AttributeValue.NESTING_MAX) {
            throw Message.NESTING.refused();
        }
    }

    private static String text(Json json) {
        return ((Json.Text) json).value();
    }

    private static boolean bool(Json json) {
        return ((Json.Bool) json).value();
    }

    private static Binary binary(Json json) {
        return Binary.of(Base64.getDecoder().decode(text(json)));
    }

    private static List<String> texts(Json json, Message ifEmpty, Message ifNull) {
        List<Json> values = ((Json.Arr) json).values();
        if (values.isEmpty()) {
            throw ifEmpty.refused();
        }
        if (values.stream().anyMatch(Json.Null.class::isInstance)) {
            throw ifNull.refused();
        }
        return values.stream().map(ValueReader::text).toList();
    }

    private static AttributeValue strings(Json json) {
        List<String> sent = texts(json, Message.STRING_SET_EMPTY, Message.STRING_SET_NULL);
        AttributeValue.Ss set = AttributeValue.Ss.of(sent);
        if (set.values().size() < sent.size()) {
            throw Message.STRING_SET_DUPLICATES.refused(
                    String.join(", ", sent), quoted(", ", sent));
        }
        return set;
    }

    private static AttributeValue numbers(Json json) {
        List<String> sent = texts(json, Message.NUMBER_SET_EMPTY, Message.EMPTY_NUMBER);
        AttributeValue.Ns set = AttributeValue.Ns.of(sent.stream().map(Decimal::parse).toList());
        if (set.values().size() < sent.size()) {
            throw Message.NUMBER_SET_DUPLICATES.refused();
        }
        return set;
    }

    private static AttributeValue binaries(Json json) {
        List<String> sent = texts(json, Message.BINARY_SET_EMPTY, Message.BINARY_SET_NULL);
        Base64.Decoder base64 = Base64.getDecoder();
        AttributeValue.Bs set =
                AttributeValue.Bs.of(
                        sent.stream().map(text -> Binary.of(base64.decode(text))).toList());
        if (set.values().size() < sent.size()) {
            throw Message.BINARY_SET_DUPLICATES.refused(String.join(", ", sent), quoted(",", sent));
        }
        return set;
    }

    private static String quoted(String between, List<String> sent) {
        return sent.stream().map(text -> '"' + text + '"').collect(Collectors.joining(between));
    }
}
