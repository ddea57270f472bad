package cairn.operations.tags;

import static cairn.operations.tags.TagMembers.KEY;
import static cairn.operations.tags.TagMembers.VALUE;

import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Checks tags as DynamoDB does: letters, digits and spaces of any script and some signs; 50 of a
/// table at most.
public final class Tags {
    private static final int TAGS_MAX = 50;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;
    private static final String RESERVED = "aws:";
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{Z}+\\-=._:/@]*");

    private Tags() {}

    /// The tags that a request gives.
    ///
    /// @throws Failure one can't be, one is given twice, or there are too many
    public static SortedMap<String, String> of(List<Input> given) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (Input tag : given) {
            String key = tag.get(KEY).orElse("");
            checkKey(key, tag.get(KEY).orElse("null"));
            if (tag.get(VALUE).filter(value -> isAllowed(value, VALUE_MAX)).isEmpty()) {
                throw Failure.validation(TagMessage.VALUE_INVALID, tag.get(VALUE).orElse("null"));
            }
            if (tags.put(key, tag.must(VALUE)) != null) {
                throw Failure.validation(TagMessage.KEY_TWICE, key);
            }
        }
        checkCount(tags.size());
        return tags;
    }

    /// @param shown in messages
    private static void checkKey(String key, String shown) {
        if (key.isEmpty() || !isAllowed(key, KEY_MAX)) {
            throw Failure.validation(TagMessage.KEY_INVALID, shown);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            throw Failure.validation(TagMessage.KEY_RESERVED, key);
        }
    }

    private static boolean isAllowed(String text, int charsMax) {
        return text.length() <= charsMax && ALLOWED.matcher(text).matches();
    }

    /// Checks keys that are to be removed.
    ///
    /// @throws Failure one can't be, or there are too many
    static void checkKeys(List<String> keys) {
        keys.forEach(key -> checkKey(key, key));
        checkCount(keys.size());
    }

    private static void checkCount(int count) {
        if (count > TAGS_MAX) {
            throw Failure.validation(TagMessage.TOO_MANY);
        }
    }

    /// The tags of a table after more were given.
    ///
    /// @throws Failure they are too many
    static SortedMap<String, String> merged(
            SortedMap<String, String> present, SortedMap<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(present);
        all.putAll(more);
        checkCount(all.size());
        return all;
    }
}
