package cairn.item;

import java.util.Arrays;
import java.util.HexFormat;

/// A storage key.
public final class StorageKey implements Comparable<StorageKey> {
    private final byte[] bytes;

    private StorageKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static StorageKey of(byte[] bytes) {
        return new StorageKey(bytes);
    }

    /// The hash of the partition key, unsigned: the first eight bytes.
    public long hash() {
        long hash = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            hash = hash << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return hash;
    }

    public byte[] bytes() {
        return bytes;
    }

    /// The smallest key above this one.
    public StorageKey next() {
        return of(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Override
    public int compareTo(StorageKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StorageKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
