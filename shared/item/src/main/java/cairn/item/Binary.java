package cairn.item;

import java.util.Arrays;
import java.util.Base64;

/// Bytes of a binary attribute. Immutable; ordered as DynamoDB orders them: unsigned.
public final class Binary implements Comparable<Binary> {
    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Keeps the array: the caller must not change it afterwards.
    public static Binary of(byte[] bytes) {
        return new Binary(bytes);
    }

    /// Not a copy; must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public boolean startsWith(Binary prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(
                        bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    /// Whether `part` occurs as one contiguous piece.
    public boolean contains(Binary part) {
        return Substring.in(bytes, part.bytes);
    }

    @Override
    public int compareTo(Binary other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
