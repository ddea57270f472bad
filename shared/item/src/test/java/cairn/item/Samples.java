package cairn.item;

import cairn.item.json.Json;
import cairn.item.json.ValueReader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Items parsed from DynamoDB JSON, and random items.
public final class Samples {
    private Samples() {}

    public static Item item(String json) {
        return ValueReader.item(json(json));
    }

    public static AttributeValue value(String json) {
        return ValueReader.value(json(json));
    }

    private static Json json(String text) {
        try {
            return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static AttributeValue random(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> new AttributeValue.S(text(random));
            case 1 -> new AttributeValue.N(number(random));
            case 2 -> new AttributeValue.B(bytes(random));
            case 3 -> new AttributeValue.Bool(random.nextBoolean());
            case 4 -> new AttributeValue.Null();
            case 5 -> new AttributeValue.Ss(set(random, () -> text(random)));
            case 6 -> new AttributeValue.Ns(set(random, () -> number(random)));
            case 7 -> new AttributeValue.Bs(set(random, () -> bytes(random)));
            case 8 -> {
                List<AttributeValue> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(random(random, depth - 1));
                }
                yield new AttributeValue.L(values);
            }
            default -> new AttributeValue.M(randomItem(random, depth - 1).attributes());
        };
    }

    public static Item randomItem(SplittableRandom random, int depth) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put("a" + text(random), random(random, depth));
        }
        return Item.of(values);
    }

    private interface Source<T> {
        T next();
    }

    private static <T> Set<T> set(SplittableRandom random, Source<T> source) {
        Set<T> set = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            set.add(source.next());
        }
        return set;
    }

    public static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> 0x80 + random.nextInt(0x700);
                        case 2 -> 0x10000 + random.nextInt(0x1000);
                        case 3 -> 0xe000 + random.nextInt(0x1000);
                        default -> 'a' + random.nextInt(3);
                    });
        }
        return text.toString();
    }

    public static Decimal number(SplittableRandom random) {
        String digits = Long.toString(random.nextLong() >> random.nextInt(64));
        return Decimal.parse(
                random.nextInt(3) == 0 ? digits : digits + "e" + (random.nextInt(230) - 125));
    }

    public static Binary bytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(5)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt());
        }
        return Binary.of(bytes);
    }
}
