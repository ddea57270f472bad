package cairn.storage.register;

import cairn.storage.format.CommitId;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// One state of a register: its value, and the commits up to it.
record RegisterObject<T>(T value, RecentCommits commits) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SEQUENCE = "sequence";
    private static final String COMMITS = "commits";
    private static final String VALUE = "value";

    /// The next state, after `commit` sets the value to `newValue`.
    RegisterObject<T> followedBy(T newValue, CommitId commit) {
        return new RegisterObject<>(newValue, commits.followedBy(commit));
    }

    byte[] encode(ObjectKey key, Register.Form<T> form) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(SEQUENCE, commits.sequence());
            json.writeFieldName(COMMITS);
            commits.writeIds(json);
            json.writeFieldName(VALUE);
            form.write(json, value);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        byte[] bytes = text.toByteArray();
        int length = form.length(value, CheckedText.bytesMin(form.kind(), bytes));
        return CheckedText.encode(form.kind(), key, bytes, length);
    }

    static <T> RegisterObject<T> decode(ObjectKey key, Register.Form<T> form, byte[] bytes) {
        int start = CheckedText.textStart(form.kind(), key, bytes);
        try (JsonParser json = JSON.createParser(bytes, start, bytes.length - start)) {
            try {
                return new Reading<>(form, json).object();
            } catch (IOException e) {
                // The parser's own message may quote the unreadable text.
                throw corrupt(e.getClass().getSimpleName(), key, start, json);
            } catch (IllegalArgumentException e) {
                throw corrupt(String.valueOf(e.getMessage()), key, start, json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static CorruptObject corrupt(String what, ObjectKey key, int start, JsonParser json) {
        return new CorruptObject(
                "text that is not understood (%s)".formatted(what),
                key,
                start + json.currentLocation().getByteOffset());
    }

    /// Reads the fields in any order; all must be present, and no others.
    private static final class Reading<T> {
        private final Register.Form<T> form;
        private final JsonParser json;
        private Optional<Long> sequence = Optional.empty();
        private Optional<List<CommitId>> commits = Optional.empty();
        private Optional<T> value = Optional.empty();

        Reading(Register.Form<T> form, JsonParser json) {
            this.form = form;
            this.json = json;
        }

        RegisterObject<T> object() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case SEQUENCE -> sequence = Optional.of(json.getLongValue());
                    case COMMITS -> commits = Optional.of(RecentCommits.readIds(json));
                    case VALUE -> value = Optional.of(form.read(json));
                    default -> throw new IllegalArgumentException("unknown field " + field);
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("more than an object");
            }
            return new RegisterObject<>(
                    there(value, VALUE),
                    new RecentCommits(there(sequence, SEQUENCE), there(commits, COMMITS)));
        }

        private static <V> V there(Optional<V> field, String name) {
            return field.orElseThrow(() -> new IllegalArgumentException("no " + name));
        }
    }
}
