package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.port.ObjectKey;
import cairn.storage.register.CheckedText;
import cairn.storage.register.Register;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The content of one catalog object: the entry of a table, or nothing, which is a tombstone.
///
/// A tombstone is exactly [#TOMBSTONE_BYTES] long and a live entry longer, so that a listing
/// distinguishes them.
final class CatalogForm implements Register.Form<Optional<TableEntry>> {
    static final CatalogForm FORM = new CatalogForm();
    static final int TOMBSTONE_BYTES = 768;
    private static final int LIVE_BYTES_MIN = 1024;
    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of();

    private CatalogForm() {}

    static ObjectKey key(String table) {
        return new ObjectKey("catalog/" + table);
    }

    @Override
    public CheckedText.Kind kind() {
        return CheckedText.Kind.CATALOG;
    }

    @Override
    public Optional<TableEntry> absent() {
        return Optional.empty();
    }

    @Override
    public int length(Optional<TableEntry> value, int bytes) {
        return value.isPresent() ? Math.max(bytes, LIVE_BYTES_MIN) : TOMBSTONE_BYTES;
    }

    @Override
    public void write(JsonGenerator json, Optional<TableEntry> value) throws IOException {
        if (value.isEmpty()) {
            json.writeNull();
            return;
        }
        TableEntry entry = value.get();
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("incarnation", entry.incarnation().text());
        json.writeStringField("state", entry.state().name());
        write(json, "partitions", entry.map());
        if (!entry.indexes().isEmpty()) {
            json.writeObjectFieldStart("indexes");
            for (Map.Entry<String, PartitionMap> index : entry.indexes().entrySet()) {
                write(json, index.getKey(), index.getValue());
            }
            json.writeEndObject();
        }
        if (!entry.needs().isEmpty()) {
            json.writeArrayFieldStart("needs");
            for (String need : entry.needs()) {
                json.writeString(need);
            }
            json.writeEndArray();
        }
        if (entry.schema() > 0) {
            json.writeNumberField("schema", entry.schema());
        }
        json.writeStringField("descriptor", entry.descriptor());
        for (Map.Entry<String, String> field : entry.unknown().entrySet()) {
            json.writeFieldName(field.getKey());
            json.writeRawValue(field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, PartitionMap map)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (PartitionMap.Entry partition : map.entries()) {
            json.writeStartObject();
            json.writeStringField("from", HEX.formatHex(partition.from().bytes()));
            json.writeStringField("name", partition.partition().text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public Optional<TableEntry> read(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        Map<String, String> texts = new HashMap<>();
        List<PartitionMap.Entry> partitions = new ArrayList<>();
        SortedMap<String, PartitionMap> indexes = new TreeMap<>();
        SortedSet<String> needs = new TreeSet<>();
        long schema = 0;
        Map<String, String> unknown = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name", "incarnation", "state", "descriptor" ->
                        texts.put(field, json.getText());
                case "partitions" -> partitions.addAll(partitions(json));
                case "indexes" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String index = json.currentName();
                        json.nextToken();
                        indexes.put(index, new PartitionMap(partitions(json)));
                    }
                }
                case "needs" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        needs.add(json.getText());
                    }
                }
                case "schema" -> schema = json.getLongValue();
                default -> unknown.put(field, raw(json));
            }
        }
        return Optional.of(
                new TableEntry(
                        there(texts, "name"),
                        new UniqueName(there(texts, "incarnation")),
                        TableEntry.State.valueOf(there(texts, "state")),
                        new PartitionMap(partitions),
                        indexes,
                        needs,
                        schema,
                        there(texts, "descriptor"),
                        unknown));
    }

    /// The value at the parser's token as JSON text.
    private static String raw(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.copyCurrentStructure(json);
        }
        return text.toString();
    }

    private static List<PartitionMap.Entry> partitions(JsonParser json) throws IOException {
        List<PartitionMap.Entry> partitions = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            partitions.add(partition(json));
        }
        return partitions;
    }

    private static PartitionMap.Entry partition(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            texts.put(field, json.getText());
        }
        return new PartitionMap.Entry(
                StorageKey.of(HEX.parseHex(there(texts, "from"))),
                new UniqueName(there(texts, "name")));
    }

    private static String there(Map<String, String> texts, String field) {
        String text = texts.get(field);
        if (text == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return text;
    }
}
