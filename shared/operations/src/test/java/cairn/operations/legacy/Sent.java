package cairn.operations.legacy;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.Subject;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.wire.Input;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Requests, items and values written as JSON. An apostrophe represents a quotation mark.
final class Sent {
    /// A value of each type.
    static final Map<String, String> VALUES =
            Map.of(
                    "S", "{'S':'a'}",
                    "N", "{'N':'1'}",
                    "B", "{'B':'AA=='}",
                    "BOOL", "{'BOOL':true}",
                    "NULL", "{'NULL':true}",
                    "SS", "{'SS':['a']}",
                    "NS", "{'NS':['1']}",
                    "BS", "{'BS':['AA==']}",
                    "L", "{'L':[{'N':'1'}]}",
                    "M", "{'M':{'k':{'N':'1'}}}");

    private Sent() {}

    static Json.Obj json(String text) {
        try {
            byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            return (Json.Obj) Json.parse(bytes);
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static LegacyParameters parameters(String request) {
        return LegacyParameters.of(new Input(json(request)));
    }

    static Item item(String text) {
        return ValueReader.item(json(text));
    }

    static AttributeValue value(String text) {
        return ValueReader.value(json(text));
    }

    /// The condition that Expected describes.
    static Optional<Condition> expected(String map) {
        return parameters("{'Expected':" + map + "}").expected();
    }

    static Optional<Condition> filter(String map) {
        return parameters("{'ScanFilter':" + map + "}").filter(LegacyMembers.SCAN_FILTER);
    }

    static boolean holds(Condition condition, String item) {
        return condition.holds(Subject.of(item(item)));
    }
}
