package cairn.operations.settings;

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

/// The form in which the catalog keeps settings: a JSON object whose fields are declared here
/// (docs/formats/catalog.md#the-descriptor).
final class SettingsForm {
    private static final Member<List<Input>> KEYS =
            Members.structures("keys", AttributeForm.MEMBERS).required();
    private static final Member<String> ID = Members.text("id").required();
    private static final Member<Long> CREATED_MICROS =
            Members.longInteger("createdMicros").required();
    private static final Member<Boolean> PAID_BY_REQUEST = Members.bool("paidByRequest");
    private static final Member<Long> READ_UNITS = Members.longInteger("readUnits");
    private static final Member<Long> WRITE_UNITS = Members.longInteger("writeUnits");
    private static final Member<Boolean> DELETION_PROTECTION = Members.bool("deletionProtection");
    private static final Member<String> TABLE_CLASS = Members.text("tableClass");
    private static final Member<List<Input>> LOCAL_INDEXES =
            Members.structures("localIndexes", IndexForm.LOCAL);
    private static final Member<List<Input>> GLOBAL_INDEXES =
            Members.structures("globalIndexes", IndexForm.GLOBAL);

    private static final Set<String> KNOWN =
            Stream.of(
                            KEYS,
                            ID,
                            CREATED_MICROS,
                            PAID_BY_REQUEST,
                            READ_UNITS,
                            WRITE_UNITS,
                            DELETION_PROTECTION,
                            TABLE_CLASS,
                            LOCAL_INDEXES,
                            GLOBAL_INDEXES)
                    .map(Member::name)
                    .collect(Collectors.toUnmodifiableSet());

    private SettingsForm() {}

    static String encode(TableSettings settings) {
        ReplyBody body = new ReplyBody();
        body.text(ID.name(), settings.id());
        body.number(CREATED_MICROS.name(), settings.createdMicros());
        body.bool(PAID_BY_REQUEST.name(), settings.billing().paidByRequest());
        body.number(READ_UNITS.name(), settings.billing().readUnits());
        body.number(WRITE_UNITS.name(), settings.billing().writeUnits());
        body.bool(DELETION_PROTECTION.name(), settings.deletionProtection());
        settings.tableClass().ifPresent(value -> body.text(TABLE_CLASS.name(), value));
        List<KeySchema.Attribute> keys = new ArrayList<>(settings.keys().hash());
        keys.addAll(settings.keys().range());
        body.list(KEYS.name(), AttributeForm.encode(keys));
        if (!settings.indexes().local().isEmpty()) {
            body.list(
                    LOCAL_INDEXES.name(),
                    settings.indexes().local().stream().map(IndexForm::encode).toList());
        }
        if (!settings.indexes().global().isEmpty()) {
            body.list(
                    GLOBAL_INDEXES.name(),
                    settings.indexes().global().stream().map(IndexForm::encode).toList());
        }
        settings.unknown()
                .forEach(
                        (name, value) ->
                                body.raw(name, value.text().getBytes(StandardCharsets.UTF_8)));
        return new String(body.finish(), StandardCharsets.UTF_8);
    }

    static TableSettings decode(String text) {
        Json.Obj json;
        try {
            json = (Json.Obj) Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("descriptor of a table is not JSON", e);
        }
        Input input = new Input(json);
        List<KeySchema.Attribute> attributes = AttributeForm.decode(input.must(KEYS));
        KeySchema keys =
                new KeySchema(
                        attributes.getFirst(),
                        attributes.size() > 1 ? Optional.of(attributes.get(1)) : Optional.empty());
        TableSettings.Draft draft =
                new TableSettings.Draft(keys, input.must(ID), input.must(CREATED_MICROS));
        draft.billing =
                new Billing(
                        input.isTrue(PAID_BY_REQUEST),
                        input.get(READ_UNITS).orElse(0L),
                        input.get(WRITE_UNITS).orElse(0L));
        draft.deletionProtection = input.isTrue(DELETION_PROTECTION);
        draft.tableClass = input.get(TABLE_CLASS);
        draft.indexes =
                new Indexes(
                        input.get(LOCAL_INDEXES).orElse(List.of()).stream()
                                .map(index -> IndexForm.local(index, keys))
                                .toList(),
                        input.get(GLOBAL_INDEXES).orElse(List.of()).stream()
                                .map(index -> IndexForm.global(index, keys))
                                .toList());
        Map<String, Json> unknown = new LinkedHashMap<>(json.fields());
        unknown.keySet().removeAll(KNOWN);
        draft.unknown = unknown;
        return draft.finish();
    }
}
