package cairn.server.crash;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Items as applications have them: products of a catalogue, scores of players, readings of
/// sensors. A seed decides them. Each item has a checksum over its other attributes, so that a torn
/// item is detected.
final class CrashItems {
    static final String CHECK = "check";
    private static final List<String> WORDS =
            List.of(
                    "steel", "oak", "linen", "copper", "folding", "garden", "travel", "kettle",
                    "lamp", "chair", "ladder", "bottle", "compact", "classic", "robust", "quiet");

    private final long seed;

    CrashItems(long seed) {
        this.seed = seed;
    }

    /// The item of a number, at a version. The same arguments give the same item.
    Map<String, AttributeValue> item(int number, long version) {
        SplittableRandom random = new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L));
        Map<String, AttributeValue> item = new HashMap<>(key(number));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        switch (number % 3) {
            case 0 -> product(item, random);
            case 1 -> score(item, random, version);
            default -> reading(item, random, version);
        }
        item.put(CHECK, AttributeValue.fromN(Long.toString(check(item))));
        return item;
    }

    static Map<String, AttributeValue> key(int number) {
        String kind = List.of("product", "score", "reading").get(number % 3);
        return Map.of(
                "group",
                AttributeValue.fromS(kind + "#" + number % 97),
                "id",
                AttributeValue.fromN(Integer.toString(number)));
    }

    private static void product(Map<String, AttributeValue> item, SplittableRandom random) {
        item.put("title", AttributeValue.fromS(words(random, 4)));
        item.put("text", AttributeValue.fromS(words(random, 60 + random.nextInt(100))));
        item.put("price", AttributeValue.fromN(random.nextInt(10_000) + ".95"));
        // Sorted, because the server returns a set in this order.
        List<String> tags = Stream.of(words(random, 1), "all goods").sorted().toList();
        item.put("tags", AttributeValue.fromSs(tags));
        item.put(
                "size",
                AttributeValue.fromM(
                        Map.of(
                                "width", AttributeValue.fromN("" + random.nextInt(300)),
                                "boxed", AttributeValue.fromBool(random.nextBoolean()))));
    }

    private static void score(
            Map<String, AttributeValue> item, SplittableRandom random, long version) {
        item.put("points", AttributeValue.fromN(Long.toString(version * 100)));
        item.put("name", AttributeValue.fromS(words(random, 2)));
        item.put(
                "levels",
                AttributeValue.fromL(
                        random.ints(8, 0, 100)
                                .mapToObj(n -> AttributeValue.fromN(Integer.toString(n)))
                                .toList()));
    }

    private static void reading(
            Map<String, AttributeValue> item, SplittableRandom random, long version) {
        item.put("celsius", AttributeValue.fromN("%d.%02d".formatted(random.nextInt(60), 25)));
        item.put("at", AttributeValue.fromN(Long.toString(1_780_000_000_000L + version)));
        item.put("ok", AttributeValue.fromBool(random.nextInt(10) > 0));
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /// The checksum over an item without the checksum attribute.
    static long check(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> sorted = new TreeMap<>(item);
        sorted.remove(CHECK);
        CRC32 crc = new CRC32();
        crc.update(text(sorted).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static String text(Map<String, AttributeValue> sorted) {
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> text.append(name).append('=').append(text(value)));
        return text.toString();
    }

    private static String text(AttributeValue value) {
        if (value.hasM()) {
            return text(new TreeMap<>(value.m()));
        }
        return value.toString();
    }
}
