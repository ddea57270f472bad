package cairn.item;

import java.nio.charset.StandardCharsets;

/// Whether one text is in another, in time linear in both.
///
/// `String.contains` begins anew at each place where the first characters fit; for texts made for
/// that purpose it takes the product of both lengths. It is used where the part is short.
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

    /// Knuth, Morris and Pratt: never looks at a character of `whole` again that fitted.
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

    /// How long a beginning of each beginning of `part` is also its end.
    private static int[] borders(CharSequence part) {
        int[] borders = new int[part.length()];
        for (int i = 1; i < borders.length; i++) {
            borders[i] = longer(part, borders, borders[i - 1], part.charAt(i));
        }
        return borders;
    }

    /// How much of `part` ends with `next`, if so much of it ended just before.
    private static int longer(CharSequence part, int[] borders, int before, char next) {
        int fitting = before;
        while (fitting > 0 && part.charAt(fitting) != next) {
            fitting = borders[fitting - 1];
        }
        return part.charAt(fitting) == next ? fitting + 1 : fitting;
    }
}
