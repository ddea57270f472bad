package cairn.storage.table;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.RecentCommits;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one catalog object holds: the entry, or nothing but a tombstone, and the ids of the newest
/// commits to it, newest first.
///
/// JSON, filled up with spaces: a tombstone is exactly [#TOMBSTONE_BYTES] long and a live entry
/// longer, so that a listing tells them apart.
record CatalogObject(Optional<TableEntry> entry, RecentCommits commits) {
    static final int TOMBSTONE_BYTES = 512;
    private static final int LIVE_BYTES_MIN = 1024;
    private static final int FORMAT = 1;
    private static final JsonFactory JSON = new JsonFactory();

    static ObjectKey key(String table) {
        return new ObjectKey("catalog/" + table);
    }

    /// What follows this when `commit` makes the entry `newEntry`.
    CatalogObject followedBy(Optional<TableEntry> newEntry, CommitId commit) {
        return new CatalogObject(newEntry, commits.followedBy(commit));
    }

    byte[] encode() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            commits.write(json);
            if (entry.isPresent()) {
                write(json, entry.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all", e);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int length = entry.isPresent() ? Math.max(bytes.length, LIVE_BYTES_MIN) : TOMBSTONE_BYTES;
        byte[] filled = Arrays.copyOf(bytes, length);
        Arrays.fill(filled, bytes.length, length, (byte) ' ');
        return filled;
    }

    private static void write(JsonGenerator json, TableEntry entry) throws IOException {
        json.writeStringField("name", entry.name());
        json.writeStringField("incarnation", entry.incarnation().text());
        json.writeStringField("state", entry.state().name());
        json.writeArrayFieldStart("partitions");
        for (PartitionMap.Entry partition : entry.map().entries()) {
            json.writeStartObject();
            json.writeStringField("from", Long.toHexString(partition.fromHash()));
            json.writeStringField("name", partition.partition().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("descriptor", entry.descriptor());
    }

    static CatalogObject decode(ObjectKey key, byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            return new Reading(json).object();
        } catch (IOException | IllegalArgumentException e) {
            throw new CorruptObject("catalog object: " + e.getMessage(), key, 0);
        }
    }

    /// Reads the fields in any order, as far as they are there.
    private static final class Reading {
        private final JsonParser json;
        private final List<PartitionMap.Entry> partitions = new ArrayList<>();
        private RecentCommits commits = RecentCommits.NONE;
        private String name = "";
        private String incarnation = "";
        private String state = "";
        private String descriptor = "";

        Reading(JsonParser json) {
            this.json = json;
        }

        CatalogObject object() throws IOException {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                field(field);
            }
            if (name.isEmpty()) {
                return new CatalogObject(Optional.empty(), commits);
            }
            TableEntry entry =
                    new TableEntry(
                            name,
                            new UniqueName(incarnation),
                            TableEntry.State.valueOf(state),
                            new PartitionMap(partitions),
                            descriptor);
            return new CatalogObject(Optional.of(entry), commits);
        }

        private void field(String field) throws IOException {
            switch (field) {
                case "format" -> {
                    if (json.getIntValue() != FORMAT) {
                        throw new IllegalArgumentException("format " + json.getIntValue());
                    }
                }
                case "commits" -> commits = RecentCommits.read(json);
                case "name" -> name = json.getText();
                case "incarnation" -> incarnation = json.getText();
                case "state" -> state = json.getText();
                case "descriptor" -> descriptor = json.getText();
                case "partitions" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        partitions.add(partition());
                    }
                }
                default -> throw new IllegalArgumentException("unknown field " + field);
            }
        }

        private PartitionMap.Entry partition() throws IOException {
            long from = 0;
            String partition = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("from")) {
                    from = Long.parseUnsignedLong(json.getText(), 16);
                } else {
                    partition = json.getText();
                }
            }
            return new PartitionMap.Entry(from, new UniqueName(partition));
        }
    }
}
