package cairn.storage.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Appends to a growing array: big-endian fixed-width integers, LEB128 varints, byte strings.
///
/// Not thread-safe.
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public ByteWriter u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public ByteWriter u32(int value) {
        reserve(4);
        put32(length, value);
        length += 4;
        return this;
    }

    public ByteWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /// Unsigned LEB128.
    public ByteWriter varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /// The number of bytes of [#varint] for a value.
    static int varintLength(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    public ByteWriter raw(byte[] from) {
        return raw(from, 0, from.length);
    }

    public ByteWriter raw(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    /// Varint length, then the bytes.
    public ByteWriter string(byte[] from) {
        return varint(from.length).raw(from);
    }

    /// A key after another: the number of shared leading bytes, then the rest.
    public ByteWriter keyAfter(byte[] previous, byte[] key) {
        int mismatch = Arrays.mismatch(previous, key);
        int shared = mismatch < 0 ? key.length : mismatch;
        int rest = key.length - shared;
        return varint(shared).varint(rest).raw(key, shared, rest);
    }

    public ByteWriter ascii(String text) {
        return string(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Overwrites four bytes written before.
    public void patch32(int offset, int value) {
        put32(offset, value);
    }

    private void put32(int at, int value) {
        put32(bytes, at, value);
    }

    public static void put32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    public int length() {
        return length;
    }

    /// CRC32C of the bytes from `offset` on, continuing from `seed`. The checksum of an earlier
    /// part is hashed first as four bytes, so that a moved part is detected.
    public int crcFrom(int offset, int seed) {
        return crc(bytes, offset, length, seed);
    }

    public static int crc(byte[] bytes, int from, int to, int seed) {
        CRC32C crc = new CRC32C();
        crc.update(seed >>> 24);
        crc.update(seed >>> 16);
        crc.update(seed >>> 8);
        crc.update(seed);
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    /// Starts again, in the same array.
    public void clear() {
        length = 0;
    }

    /// All bytes as a compressed frame, with room for `more` bytes after it.
    public byte[] compressed(int more) {
        return Compression.compressed(bytes, length, more);
    }

    /// A copy of the bytes so far, which later writes do not change.
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /// The bytes; nothing may be written after this call.
    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
