package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The content of a table's descriptor: DynamoDB's settings of the table. Immutable.
///
/// @param id constant during one life of the table
/// @param createdMicros microseconds since 1970
/// @param readUnits, writeUnits 0 for a table paid per request
/// @param tableClass absent if it was not given
/// @param unknown settings of a later Cairn, preserved
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
    private static final Member<String> NAME = Members.text("name").required();
    private static final Member<KeySchema.Type> TYPE =
            Members.word("type", KeySchema.Type.values()).required();
    private static final Member<List<Input>> KEYS =
            Members.structures("keys", Members.of("key", NAME, TYPE)).required();
    private static final Member<String> ID = Members.text("id").required();
    private static final Member<Long> CREATED_MICROS =
            Members.longInteger("createdMicros").required();
    private static final Member<Boolean> PAID_BY_REQUEST = Members.bool("paidByRequest");
    private static final Member<Long> READ_UNITS = Members.longInteger("readUnits");
    private static final Member<Long> WRITE_UNITS = Members.longInteger("writeUnits");
    private static final Member<Boolean> DELETION_PROTECTION = Members.bool("deletionProtection");
    private static final Member<String> TABLE_CLASS = Members.text("tableClass");

    private static final Set<String> KNOWN =
            Stream.of(
                            KEYS,
                            ID,
                            CREATED_MICROS,
                            PAID_BY_REQUEST,
                            READ_UNITS,
                            WRITE_UNITS,
                            DELETION_PROTECTION,
                            TABLE_CLASS)
                    .map(Member::name)
                    .collect(Collectors.toUnmodifiableSet());

    /// As this, with deletion protection on or off.
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

    /// The text for the catalog.
    public String encode() {
        ReplyBody body = new ReplyBody();
        body.text(ID.name(), id).number(CREATED_MICROS.name(), createdMicros);
        body.bool(PAID_BY_REQUEST.name(), paidByRequest);
        body.number(READ_UNITS.name(), readUnits).number(WRITE_UNITS.name(), writeUnits);
        body.bool(DELETION_PROTECTION.name(), deletionProtection);
        tableClass.ifPresent(value -> body.text(TABLE_CLASS.name(), value));
        List<byte[]> attributes = new ArrayList<>();
        attributes.add(encode(keys.partition()));
        keys.sort().ifPresent(sort -> attributes.add(encode(sort)));
        body.list(KEYS.name(), attributes);
        unknown.forEach(
                (name, value) -> body.raw(name, value.text().getBytes(StandardCharsets.UTF_8)));
        return new String(body.finish(), StandardCharsets.UTF_8);
    }

    private static byte[] encode(KeySchema.Attribute attribute) {
        return new ReplyBody()
                .text(NAME.name(), attribute.name())
                .text(TYPE.name(), attribute.type().name())
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
            for (Input key : input.must(KEYS)) {
                keys.add(new KeySchema.Attribute(key.must(NAME), key.must(TYPE)));
            }
            KeySchema schema =
                    new KeySchema(
                            keys.getFirst(),
                            keys.size() > 1 ? Optional.of(keys.get(1)) : Optional.empty());
            return new TableSettings(
                    schema,
                    input.must(ID),
                    input.must(CREATED_MICROS),
                    input.isTrue(PAID_BY_REQUEST),
                    input.get(READ_UNITS).orElse(0L),
                    input.get(WRITE_UNITS).orElse(0L),
                    input.isTrue(DELETION_PROTECTION),
                    input.get(TABLE_CLASS),
                    unknown);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a table's descriptor is not JSON", e);
        }
    }
}
