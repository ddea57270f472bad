package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.catchThrowable;

import cairn.item.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random values, items and arguments of operators as JSON. The values are few and similar, so that
/// equal ones are frequent.
final class RandomTexts {
    static final List<String> NAMES = List.of("a", "b", "c", "d");
    static final List<String> STRINGS = List.of("", "a", "b", "ab", "ba", "aba");
    private static final List<String> NUMBERS = List.of("0", "1", "-1", "1.0", "10", "2");
    private static final List<String> BYTES = List.of("", "AA==", "AAE=", "gA==", "AQ==");

    private final SplittableRandom random;

    RandomTexts(SplittableRandom random) {
        this.random = random;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String scalar(String type) {
        List<String> contents =
                switch (type) {
                    case "S" -> STRINGS;
                    case "N" -> NUMBERS;
                    default -> BYTES;
                };
        return "{'%s':'%s'}".formatted(type, one(contents));
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0, 1 -> scalar("S");
            case 2 -> scalar("N");
            case 3 -> scalar("B");
            case 4 -> one(List.of("{'BOOL':true}", "{'BOOL':false}", "{'NULL':true}"));
            case 5 -> one(List.of("{'SS':['a']}", "{'SS':['b','a']}", "{'SS':['a','ab']}"));
            case 6 -> one(List.of("{'NS':['1']}", "{'NS':['1.0','2']}", "{'NS':['10','0']}"));
            case 7 -> one(List.of("{'BS':['AA==']}", "{'BS':['AA==','AQ==']}"));
            case 8 -> "{'L':[%s,%s]}".formatted(value(depth - 1), value(0));
            default -> "{'M':{'k':%s}}".formatted(value(depth - 1));
        };
    }

    String itemText() {
        List<String> attributes = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                attributes.add("'%s':%s".formatted(name, value(1)));
            }
        }
        return "{" + String.join(",", attributes) + "}";
    }

    List<String> arguments(Operator operator) {
        String type = one(List.of("S", "N", "B"));
        return switch (operator) {
            case NULL, NOT_NULL -> List.of();
            case EQ, NE -> List.of(value(1));
            case BEGINS_WITH -> List.of(scalar(one(List.of("S", "B"))));
            case IN -> List.of(scalar(type), scalar(type), scalar(type));
            case BETWEEN -> bounds(type);
            case LE, LT, GE, GT, CONTAINS, NOT_CONTAINS -> List.of(scalar(type));
        };
    }

    private List<String> bounds(String type) {
        while (true) {
            List<String> bounds = List.of(scalar(type), scalar(type));
            List<AttributeValue> values = bounds.stream().map(Sent::value).toList();
            if (catchThrowable(() -> Operator.BETWEEN.check(values)) == null) {
                return bounds;
            }
        }
    }
}
