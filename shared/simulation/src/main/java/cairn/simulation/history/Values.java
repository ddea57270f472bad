package cairn.simulation.history;

import cairn.item.StorageKey;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;

/// The text of an item in a history: operation ids, separated by commas.
public final class Values {
    private Values() {}

    public static String appended(Optional<String> value, int id) {
        return value.map(text -> text + "," + id).orElse(Integer.toString(id));
    }

    /// The newest operation in `value`; 0 if there is no item.
    public static int newest(Optional<String> value) {
        return value.map(text -> Integer.parseInt(text.substring(text.lastIndexOf(',') + 1)))
                .orElse(0);
    }

    /// The text of several items, in key order.
    public static String scanned(SortedMap<StorageKey, String> items) {
        return items.toString();
    }

    public static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
