package cairn.item;

import java.nio.charset.StandardCharsets;

/// Whether one text is in another, in time linear in both.
///
/// `String.contains` restarts at each place where the first characters match. Hostile texts make
/// that take the product of both lengths. It is used only if the part is short.
public final class Substring {
    private static final int SHORT_MAX = 16;

    private Substring() {}

    /// Whether `part` is in `whole`.
    public static boolean in(String whole, String part) {
        return part.length() <= SHORT_MAX ? whole.contains(part) : search(whole, part);
    }

    /// Whether the bytes of `part` are in `whole`.
    static boolean in(byte[] whole, byte[] part) {
        return in(
                new String(whole, StandardCharsets.ISO_8859_1),
                new String(part, StandardCharsets.ISO_8859_1));
    }

    /// Knuth, Morris and Pratt: never rereads a character of `whole` that matched.
    static boolean search(CharSequence whole, CharSequence part) {
        if (part.length() > whole.length()) {
            return false;
        }
        int[] borders = borders(part);
        int fitting = 0;
        for (int i = 0; i < whole.length() && fitting < part.length(); i++) {
            fitting = longer(part, borders, fitting, whole.charAt(i));
        }
        return fitting == part.length();
    }

    /// For each prefix of `part`: the length of its longest proper prefix that is also its suffix.
    private static int[] borders(CharSequence part) {
        int[] borders = new int[part.length()];
        for (int i = 1; i < borders.length; i++) {
            borders[i] = longer(part, borders, borders[i - 1], part.charAt(i));
        }
        return borders;
    }

    /// Length of the prefix of `part` matched up to and including `next`, if `before` matched until
    /// then.
    private static int longer(CharSequence part, int[] borders, int before, char next) {
        int fitting = before;
        while (fitting > 0 && part.charAt(fitting) != next) {
            fitting = borders[fitting - 1];
        }
        return part.charAt(fitting) == next ? fitting + 1 : fitting;
    }
}
