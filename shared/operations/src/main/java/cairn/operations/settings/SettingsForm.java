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
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final Member<Long> BY_REQUEST_SINCE =
            Members.longInteger("byRequestSinceMicros");
    private static final Member<Boolean> DELETION_PROTECTION = Members.bool("deletionProtection");
    private static final Member<String> TABLE_CLASS = Members.text("tableClass");
    private static final Member<Long> CLASS_CHANGED = Members.longInteger("classChangedMicros");
    private static final Member<String> ENCRYPTION_KEY = Members.text("encryptionKey");
    private static final Member<String> STREAM_LABEL = Members.text("streamLabel");
    private static final Member<String> STREAM_VIEW_TYPE = Members.text("streamViewType");
    private static final Member<String> EXPIRY_ATTRIBUTE = Members.text("expiryAttribute");
    private static final Member<String> TAG_KEY = Members.text("key").required();
    private static final Member<String> TAG_VALUE = Members.text("value").required();
    private static final Member<List<Input>> TAGS =
            Members.structures("tags", Members.of("tag", TAG_KEY, TAG_VALUE));
    private static final Member<List<Input>> LOCAL_INDEXES =
            Members.structures("localIndexes", IndexForm.LOCAL);
    private static final Member<List<Input>> GLOBAL_INDEXES =
            Members.structures("globalIndexes", IndexForm.GLOBAL);

    private static final Set<String> KNOWN =
            Stream.concat(
                            ThroughputForm.MEMBERS.stream(),
                            Stream.of(
                                    KEYS,
                                    ID,
                                    CREATED_MICROS,
                                    PAID_BY_REQUEST,
                                    BY_REQUEST_SINCE,
                                    DELETION_PROTECTION,
                                    TABLE_CLASS,
                                    CLASS_CHANGED,
                                    ENCRYPTION_KEY,
                                    STREAM_LABEL,
                                    STREAM_VIEW_TYPE,
                                    EXPIRY_ATTRIBUTE,
                                    TAGS,
                                    LOCAL_INDEXES,
                                    GLOBAL_INDEXES))
                    .map(Member::name)
                    .collect(Collectors.toUnmodifiableSet());

    private SettingsForm() {}

    static String encode(TableSettings settings) {
        ReplyBody body = new ReplyBody();
        body.text(ID.name(), settings.id());
        body.number(CREATED_MICROS.name(), settings.createdMicros());
        body.bool(PAID_BY_REQUEST.name(), settings.billing().paidByRequest());
        body.number(BY_REQUEST_SINCE.name(), settings.billing().byRequestSinceMicros());
        ThroughputForm.encode(settings.throughput(), body);
        body.bool(DELETION_PROTECTION.name(), settings.deletionProtection());
        settings.tableClass()
                .ifPresent(
                        its -> {
                            body.text(TABLE_CLASS.name(), its.name());
                            body.number(CLASS_CHANGED.name(), its.changedMicros());
                        });
        settings.encryptionKey().ifPresent(key -> body.text(ENCRYPTION_KEY.name(), key));
        settings.stream()
                .ifPresent(
                        its -> {
                            body.text(STREAM_LABEL.name(), its.label());
                            its.viewType()
                                    .ifPresent(type -> body.text(STREAM_VIEW_TYPE.name(), type));
                        });
        settings.expiryAttribute().ifPresent(name -> body.text(EXPIRY_ATTRIBUTE.name(), name));
        encodeTags(settings, body);
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

    private static void encodeTags(TableSettings settings, ReplyBody body) {
        List<byte[]> tags = new ArrayList<>();
        settings.tags()
                .forEach(
                        (key, value) ->
                                tags.add(
                                        new ReplyBody()
                                                .text(TAG_KEY.name(), key)
                                                .text(TAG_VALUE.name(), value)
                                                .finish()));
        if (!tags.isEmpty()) {
            body.list(TAGS.name(), tags);
        }
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
        boolean paidByRequest = input.isTrue(PAID_BY_REQUEST);
        draft.billing =
                new Billing(
                        paidByRequest,
                        input.get(BY_REQUEST_SINCE)
                                .orElse(paidByRequest ? input.must(CREATED_MICROS) : 0L));
        draft.throughput = ThroughputForm.decode(input);
        draft.deletionProtection = input.isTrue(DELETION_PROTECTION);
        draft.tableClass =
                input.get(TABLE_CLASS)
                        .map(name -> new TableClass(name, input.get(CLASS_CHANGED).orElse(0L)));
        draft.encryptionKey = input.get(ENCRYPTION_KEY);
        draft.stream =
                input.get(STREAM_LABEL)
                        .map(label -> new StreamSetting(input.get(STREAM_VIEW_TYPE), label));
        draft.expiryAttribute = input.get(EXPIRY_ATTRIBUTE);
        SortedMap<String, String> tags = new TreeMap<>();
        for (Input tag : input.get(TAGS).orElse(List.of())) {
            tags.put(tag.must(TAG_KEY), tag.must(TAG_VALUE));
        }
        draft.tags = tags;
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
