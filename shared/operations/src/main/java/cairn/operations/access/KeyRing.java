package cairn.operations.access;

import cairn.storage.environment.Environment;
import cairn.storage.port.ObjectKey;
import cairn.storage.register.CheckedText;
import cairn.storage.register.Register;
import cairn.storage.request.PatientStore;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All access keys of a store, oldest first, and the form of the one object that holds them.
final class KeyRing implements Register.Form<List<AccessKey>> {
    static final ObjectKey OBJECT = new ObjectKey("access/keys");

    private KeyRing() {}

    static Register<List<AccessKey>> of(Environment environment, PatientStore store) {
        return new Register<>(environment, store, OBJECT, new KeyRing());
    }

    @Override
    public CheckedText.Kind kind() {
        return CheckedText.Kind.ACCESS_KEYS;
    }

    @Override
    public List<AccessKey> absent() {
        return List.of();
    }

    @Override
    public void write(JsonGenerator json, List<AccessKey> keys) throws IOException {
        json.writeStartArray();
        for (AccessKey key : keys) {
            write(json, key);
        }
        json.writeEndArray();
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

    @Override
    public List<AccessKey> read(JsonParser json) throws IOException {
        List<AccessKey> keys = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            keys.add(key(json));
        }
        return List.copyOf(keys);
    }

    private static AccessKey key(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, byte[]> binaries = new HashMap<>();
        long created = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dataKey", "nonce", "secret" -> binaries.put(field, json.getBinaryValue());
                case "createdMicros" -> created = json.getLongValue();
                case "id", "name", "role", "state", "wrappedBy" -> texts.put(field, json.getText());
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
