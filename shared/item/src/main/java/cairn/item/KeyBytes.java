package cairn.item;

import com.dynatrace.hash4j.hashing.Hashing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Encodes key attributes as storage keys: bytes that sort as DynamoDB sorts.
///
/// Hash of the partition key (xxh3, 8 bytes, big-endian), partition key, sort key. Where another
/// value follows, strings and binaries are escaped (00 as 00 FF) and ended by 00 01. A number is a
/// sign byte, its exponent and its digits in pairs, with an end mark that makes escaping
/// unnecessary.
final class KeyBytes {
    private static final int NEGATIVE = 0x3f;
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0xc1;

    private KeyBytes() {}

    static StorageKey key(byte[] partition, byte[] sort) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + partition.length + sort.length);
        bytes.putLong(Hashing.xxh3_64().hashBytesToLong(partition));
        return StorageKey.of(bytes.put(partition).put(sort).array());
    }

    static StorageKey key(byte[] partition) {
        return key(partition, new byte[0]);
    }

    /// Encodes a value that another one follows.
    static byte[] delimited(AttributeValue value) {
        return value instanceof AttributeValue.N(Decimal number)
                ? number(number)
                : escaped(raw(value));
    }

    /// Encodes a value at the end of a key.
    static byte[] last(AttributeValue value) {
        return value instanceof AttributeValue.N(Decimal number) ? number(number) : raw(value);
    }

    /// The beginning of all delimited strings or binaries that begin with this one.
    static byte[] beginning(AttributeValue value) {
        byte[] escaped = escaped(raw(value));
        return Arrays.copyOf(escaped, escaped.length - 2);
    }

    private static byte[] raw(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case AttributeValue.B(Binary bytes) -> bytes.bytes();
            case AttributeValue.N n -> number(n.value());
            case AttributeValue.Bool b -> throw notScalar();
            case AttributeValue.Null n -> throw notScalar();
            case AttributeValue.Ss s -> throw notScalar();
            case AttributeValue.Ns s -> throw notScalar();
            case AttributeValue.Bs s -> throw notScalar();
            case AttributeValue.L l -> throw notScalar();
            case AttributeValue.M m -> throw notScalar();
        };
    }

    private static IllegalArgumentException notScalar() {
        return new IllegalArgumentException("a key is a string, a number or bytes");
    }

    private static byte[] escaped(byte[] raw) {
        int zeros = 0;
        for (byte b : raw) {
            zeros += b == 0 ? 1 : 0;
        }
        byte[] escaped = new byte[raw.length + zeros + 2];
        int at = 0;
        for (byte b : raw) {
            escaped[at++] = b;
            if (b == 0) {
                escaped[at++] = (byte) 0xff;
            }
        }
        escaped[at + 1] = 1;
        return escaped;
    }

    private static byte[] number(Decimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) ZERO};
        }
        String digits = number.digits();
        boolean negative = number.signum() < 0;
        int pairs = (digits.length() + 1) / 2;
        byte[] bytes = new byte[pairs + 3];
        bytes[0] = (byte) (negative ? NEGATIVE : POSITIVE);
        int exponent = number.exponent() - Decimal.EXPONENT_MIN;
        bytes[1] = (byte) (negative ? 255 - exponent : exponent);
        for (int i = 0; i < pairs; i++) {
            int high = digits.charAt(2 * i) - '0';
            int low = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : 0;
            int pair = high * 10 + low + 1;
            bytes[i + 2] = (byte) (negative ? 255 - pair : pair);
        }
        bytes[pairs + 2] = (byte) (negative ? 255 : 0);
        return bytes;
    }

    static Map<String, AttributeValue> attributes(KeySchema schema, StorageKey key) {
        Reader reader = new Reader(key.bytes());
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(schema.partition().name(), reader.next(schema.partition().type(), false));
        schema.sort()
                .ifPresent(sort -> attributes.put(sort.name(), reader.next(sort.type(), true)));
        return attributes;
    }

    /// The attributes of a place in an index.
    static Map<String, AttributeValue> attributes(IndexKeys keys, StorageKey key) {
        Reader reader = new Reader(key.bytes());
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (KeySchema.Attribute attribute : keys.attributes()) {
            attributes.put(attribute.name(), reader.next(attribute.type(), false));
        }
        KeySchema table = keys.table();
        if (!keys.local()) {
            attributes.putAll(attributes(table, StorageKey.of(reader.rest())));
        } else if (table.sort().isPresent()) {
            KeySchema.Attribute sort = table.sort().get();
            attributes.put(sort.name(), reader.next(sort.type(), true));
        }
        return attributes;
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at = 8;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        AttributeValue next(KeySchema.Type type, boolean last) {
            return switch (type) {
                case N -> new AttributeValue.N(number());
                case S -> new AttributeValue.S(new String(raw(last), StandardCharsets.UTF_8));
                case B -> new AttributeValue.B(Binary.of(raw(last)));
            };
        }

        /// The bytes not read yet.
        byte[] rest() {
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }

        private byte[] raw(boolean last) {
            if (last) {
                return rest();
            }
            byte[] raw = new byte[bytes.length - at];
            int length = 0;
            while (bytes[at] != 0 || bytes[at + 1] != 1) {
                raw[length++] = bytes[at];
                at += bytes[at] == 0 ? 2 : 1;
            }
            at += 2;
            return Arrays.copyOf(raw, length);
        }

        private Decimal number() {
            int sign = bytes[at++] & 0xff;
            if (sign == ZERO) {
                return Decimal.of(0);
            }
            boolean negative = sign == NEGATIVE;
            int stored = bytes[at++] & 0xff;
            int exponent = (negative ? 255 - stored : stored) + Decimal.EXPONENT_MIN;
            StringBuilder digits = new StringBuilder();
            while (true) {
                int next = bytes[at++] & 0xff;
                int pair = negative ? 255 - next : next;
                if (pair == 0) {
                    return Decimal.of(negative, digits.toString(), exponent);
                }
                digits.append((char) ('0' + (pair - 1) / 10))
                        .append((char) ('0' + (pair - 1) % 10));
            }
        }
    }
}
