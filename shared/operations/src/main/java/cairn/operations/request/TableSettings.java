package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a table's descriptor says: DynamoDB's settings of the table. Immutable.
///
/// @param id stable for one life of the table
/// @param createdMicros microseconds since 1970
/// @param readUnits, writeUnits 0 for a table paid by request
/// @param tableClass absent unless it was given
/// @param unknown settings of a later Cairn, kept
public record TableSettings(
        KeySchema keys,
        String id,
        long createdMicros,
        boolean paidByRequest,
        long readUnits,
        long writeUnits,
        boolean deletionProtection,
        Optional<String> tableClass,
        Map<String, Json> unknown) {
    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "createdMicros",
                    "paidByRequest",
                    "readUnits",
                    "writeUnits",
                    "deletionProtection",
                    "tableClass",
                    "keys");

    /// The same table, protected against deletion or not.
    public TableSettings withDeletionProtection(boolean on) {
        return new TableSettings(
                keys,
                id,
                createdMicros,
                paidByRequest,
                readUnits,
                writeUnits,
                on,
                tableClass,
                unknown);
    }

    /// The text that the catalog keeps.
    public String encode() {
        ReplyBody body = new ReplyBody();
        body.text("id", id).number("createdMicros", createdMicros);
        body.bool("paidByRequest", paidByRequest);
        body.number("readUnits", readUnits).number("writeUnits", writeUnits);
        body.bool("deletionProtection", deletionProtection);
        tableClass.ifPresent(value -> body.text("tableClass", value));
        List<byte[]> attributes = new ArrayList<>();
        attributes.add(encode(keys.partition()));
        keys.sort().ifPresent(sort -> attributes.add(encode(sort)));
        body.list("keys", attributes);
        unknown.forEach(
                (name, value) -> body.raw(name, value.text().getBytes(StandardCharsets.UTF_8)));
        return new String(body.finish(), StandardCharsets.UTF_8);
    }

    private static byte[] encode(KeySchema.Attribute attribute) {
        return new ReplyBody()
                .text("name", attribute.name())
                .text("type", attribute.type().name())
                .finish();
    }

    /// Reads what [#encode] wrote.
    public static TableSettings decode(String text) {
        try {
            Json json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            Map<String, Json> fields = ((Json.Obj) json).fields();
            Map<String, Json> unknown = new LinkedHashMap<>(fields);
            unknown.keySet().removeAll(KNOWN);
            Input input = new Input((Json.Obj) json);
            List<KeySchema.Attribute> keys = new ArrayList<>();
            for (Json key : input.list("keys").orElseThrow().values()) {
                Input attribute = new Input((Json.Obj) key);
                keys.add(
                        new KeySchema.Attribute(
                                attribute.text("name").orElseThrow(),
                                KeySchema.Type.valueOf(attribute.text("type").orElseThrow())));
            }
            KeySchema schema =
                    new KeySchema(
                            keys.getFirst(),
                            keys.size() > 1 ? Optional.of(keys.get(1)) : Optional.empty());
            return new TableSettings(
                    schema,
                    input.text("id").orElseThrow(),
                    input.whole("createdMicros").orElseThrow(),
                    input.bool("paidByRequest"),
                    input.whole("readUnits").orElse(0L),
                    input.whole("writeUnits").orElse(0L),
                    input.bool("deletionProtection"),
                    input.text("tableClass"),
                    unknown);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("descriptor of a table is no JSON", e);
        }
    }
}
