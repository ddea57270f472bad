package cairn.operations.access;

import cairn.storage.format.CommitId;
import cairn.storage.format.RecentCommits;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All access keys of a store, as its one object about them holds them, and the ids of the newest
/// commits to it, newest first.
record KeyRing(List<AccessKey> keys, RecentCommits commits) {
    static final ObjectKey OBJECT = new ObjectKey("access/keys");
    static final KeyRing EMPTY = new KeyRing(List.of(), RecentCommits.NONE);

    private static final int FORMAT = 1;
    private static final JsonFactory JSON = new JsonFactory();

    KeyRing {
        keys = List.copyOf(keys);
    }

    Optional<AccessKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /// What follows this when `commit` makes the keys `newKeys`.
    KeyRing followedBy(List<AccessKey> newKeys, CommitId commit) {
        return new KeyRing(newKeys, commits.followedBy(commit));
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            commits.write(json);
            json.writeArrayFieldStart("keys");
            for (AccessKey key : keys) {
                write(json, key);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, AccessKey key) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", key.id());
        json.writeStringField("name", key.name());
        json.writeStringField("role", key.role().text());
        json.writeStringField("state", key.enabled() ? "ENABLED" : "DISABLED");
        json.writeNumberField("createdMicros", key.createdMicros());
        json.writeStringField("wrappedBy", key.secret().wrappedBy());
        json.writeBinaryField("dataKey", key.secret().dataKey());
        json.writeBinaryField("nonce", key.secret().nonce());
        json.writeBinaryField("secret", key.secret().bytes());
        json.writeEndObject();
    }

    static KeyRing decode(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            return new Reading(json).ring();
        } catch (IOException | IllegalArgumentException e) {
            // The parser's own message may quote what it could not read.
            throw new CorruptObject("access keys: " + e.getClass().getSimpleName(), OBJECT, 0);
        }
    }

    /// Reads the fields in any order; all must be there.
    private static final class Reading {
        private final JsonParser json;
        private final List<AccessKey> keys = new ArrayList<>();
        private RecentCommits commits = RecentCommits.NONE;
        private int format;

        Reading(JsonParser json) {
            this.json = json;
        }

        KeyRing ring() throws IOException {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "format" -> format = json.getIntValue();
                    case "commits" -> commits = RecentCommits.read(json);
                    case "keys" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            keys.add(key());
                        }
                    }
                    default -> throw new IllegalArgumentException("unknown field");
                }
            }
            if (format != FORMAT) {
                throw new IllegalArgumentException("format " + format);
            }
            return new KeyRing(keys, commits);
        }

        private AccessKey key() throws IOException {
            Map<String, String> texts = new HashMap<>();
            Map<String, byte[]> binaries = new HashMap<>();
            long created = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "dataKey", "nonce", "secret" -> binaries.put(field, json.getBinaryValue());
                    case "createdMicros" -> created = json.getLongValue();
                    case "id", "name", "role", "state", "wrappedBy" ->
                            texts.put(field, json.getText());
                    default -> throw new IllegalArgumentException("unknown field");
                }
            }
            return new AccessKey(
                    there(texts, "id"),
                    there(texts, "name"),
                    Role.of(there(texts, "role"))
                            .orElseThrow(() -> new IllegalArgumentException("role")),
                    enabled(there(texts, "state")),
                    created,
                    new SealedSecret(
                            there(texts, "wrappedBy"),
                            there(binaries, "dataKey"),
                            there(binaries, "nonce"),
                            there(binaries, "secret")));
        }

        private static <T> T there(Map<String, T> values, String field) {
            T value = values.get(field);
            if (value == null) {
                throw new IllegalArgumentException("no " + field);
            }
            return value;
        }

        private static boolean enabled(String state) {
            return switch (state) {
                case "ENABLED" -> true;
                case "DISABLED" -> false;
                default -> throw new IllegalArgumentException("state");
            };
        }
    }
}
