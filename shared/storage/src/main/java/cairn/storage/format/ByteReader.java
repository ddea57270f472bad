package cairn.storage.format;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote, never past `limit`. Missing bytes cause a [CorruptObject] that
/// names the object and the offset.
public final class ByteReader {
    private final ObjectKey key;
    private final byte[] bytes;
    private final int limit;
    private int position;

    public ByteReader(ObjectKey key, byte[] bytes, int position, int limit) {
        this.key = key;
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    public CorruptObject corrupt(String what) {
        return new CorruptObject(what, key, position);
    }

    /// The exception for bytes of a later form.
    public TooNew tooNew(String what) {
        return new TooNew(what, key);
    }

    private void need(long count) {
        if (count < 0 || count > limit - position) {
            throw corrupt("cut short: " + count + " bytes wanted, " + (limit - position) + " left");
        }
    }

    public int u8() {
        need(1);
        return bytes[position++] & 0xff;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    public int u32() {
        need(4);
        int value = get32(bytes, position);
        position += 4;
        return value;
    }

    public static int get32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    public long u64() {
        return (long) u32() << 32 | u32() & 0xffffffffL;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("varint of more than 64 bits");
    }

    /// A varint that counts elements of at least one byte each, so it cannot exceed the number of
    /// remaining bytes.
    public int count() {
        long count = varint();
        if (count < 0 || count > limit - position) {
            throw corrupt("count " + count + " with " + (limit - position) + " bytes left");
        }
        return (int) count;
    }

    /// A varint that is the length of something stored elsewhere.
    public int length() {
        long length = varint();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw corrupt("impossible length " + length);
        }
        return (int) length;
    }

    /// The next `count` bytes as a separate reader; skips them here.
    public ByteReader part(int count) {
        need(count);
        ByteReader part = new ByteReader(key, bytes, position, position + count);
        position += count;
        return part;
    }

    /// Another reader of the same object, between two offsets.
    public ByteReader again(int from, int to) {
        return new ByteReader(key, bytes, from, to);
    }

    /// All remaining bytes.
    public byte[] rest() {
        return raw(limit - position);
    }

    /// An ASCII string that is a unique name.
    public UniqueName name() {
        String text = ascii();
        try {
            return new UniqueName(text);
        } catch (IllegalArgumentException e) {
            throw corrupt(String.valueOf(e.getMessage()));
        }
    }

    public byte[] raw(int count) {
        need(count);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return copy;
    }

    public byte[] string() {
        return raw(count());
    }

    /// A key that [ByteWriter#keyAfter] wrote after `previous`.
    public byte[] keyAfter(byte[] previous) {
        long shared = varint();
        if (shared < 0 || shared > previous.length) {
            throw corrupt("key shares more than there is");
        }
        int rest = count();
        byte[] key = Arrays.copyOf(previous, (int) shared + rest);
        System.arraycopy(bytes, position, key, (int) shared, rest);
        position += rest;
        return key;
    }

    public String ascii() {
        return new String(string(), StandardCharsets.US_ASCII);
    }

    public void skip(int count) {
        need(count);
        position += count;
    }

    public int position() {
        return position;
    }

    public boolean atEnd() {
        return position == limit;
    }
}
