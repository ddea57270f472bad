package cairn.operations.wire;

import cairn.item.Item;
import cairn.item.json.ItemJson;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Builds an answer's JSON object, member by member; items are inserted as their stored bytes. Used
/// by one thread.
public final class ReplyBody {
    /// The most copies of inserted data in memory while an answer is built: in the part of one
    /// table, in the whole, and in the finished copy.
    public static final int COPIES = 4;

    /// From this size on the array grows by small steps.
    private static final int LARGE_BYTES = 1 << 20;

    private byte[] bytes = new byte[512];
    private int length;
    private boolean comma;

    public ReplyBody() {
        add('{');
    }

    private void add(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            int spare = bytes.length < LARGE_BYTES ? bytes.length : bytes.length / 4;
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + spare, length + more));
        }
    }

    private void add(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    private void add(String ascii) {
        add(ascii.getBytes(StandardCharsets.UTF_8));
    }

    private void name(String name) {
        if (comma) {
            add(',');
        }
        comma = true;
        add(quoted(name));
        add(':');
    }

    private static byte[] quoted(String text) {
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[inner.length + 2];
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        System.arraycopy(inner, 0, quoted, 1, inner.length);
        return quoted;
    }

    public ReplyBody text(String name, String value) {
        name(name);
        add(quoted(value));
        return this;
    }

    public ReplyBody number(String name, long value) {
        name(name);
        add(Long.toString(value));
        return this;
    }

    /// Always with a decimal point, as DynamoDB writes it.
    public ReplyBody number(String name, double value) {
        name(name);
        add(Double.toString(value));
        return this;
    }

    public ReplyBody bool(String name, boolean value) {
        name(name);
        add(Boolean.toString(value));
        return this;
    }

    /// A member whose value is JSON.
    public ReplyBody raw(String name, byte[] json) {
        name(name);
        add(json);
        return this;
    }

    public ReplyBody item(String name, Item item) {
        return raw(name, ItemJson.write(item));
    }

    /// A list of values that are JSON.
    public ReplyBody list(String name, List<byte[]> elements) {
        name(name);
        add('[');
        boolean first = true;
        for (byte[] element : elements) {
            if (!first) {
                add(',');
            }
            first = false;
            add(element);
        }
        add(']');
        return this;
    }

    public ReplyBody texts(String name, List<String> values) {
        return list(name, values.stream().map(ReplyBody::quoted).toList());
    }

    public ReplyBody object(String name, ReplyBody inner) {
        name(name);
        reserve(inner.length + 2);
        System.arraycopy(inner.bytes, 0, bytes, length, inner.length);
        length += inner.length;
        add('}');
        return this;
    }

    /// Whether it has no member yet.
    public boolean isEmpty() {
        return !comma;
    }

    /// The object's JSON.
    public byte[] finish() {
        add('}');
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
