package cairn.item;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;

/// Questions about UTF-8 that need no encoding: its order, and whether bytes are valid.
public final class Utf8 {
    /// Strings in the order of their UTF-8 bytes, unsigned, which is that of their code points.
    public static final Comparator<String> ORDER = Utf8::compare;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// Looks no further than the first difference.
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates encode code points above all other characters.
                boolean beyond = Character.isSurrogate(x);
                return beyond == Character.isSurrogate(y) ? x - y : beyond ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /// Whether `bytes` are strictly UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing
    /// above U+10FFFF, nothing cut short.
    public static boolean isSound(byte[] bytes) {
        int at = afterAscii(bytes, 0);
        while (at < bytes.length) {
            int length = lengthAt(bytes, at);
            if (length == 0) {
                return false;
            }
            at = afterAscii(bytes, at + length);
        }
        return true;
    }

    private static int afterAscii(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /// Bytes of the non-ASCII character that begins at `at`; 0 if it is invalid.
    private static int lengthAt(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = length > 2 ? bytes[at + 1] & 0xff : 0;
        boolean sound =
                switch (first) {
                    case 0xe0 -> second >= 0xa0;
                    case 0xed -> second < 0xa0;
                    case 0xf0 -> second >= 0x90;
                    case 0xf4 -> second < 0x90;
                    default -> true;
                };
        return sound ? length : 0;
    }
}
