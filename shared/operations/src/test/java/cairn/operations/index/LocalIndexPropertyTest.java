package cairn.operations.index;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.json.Json;
import cairn.operations.Service;
import cairn.operations.Service.Answer;
import cairn.storage.partition.Tuning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Long random histories on a table with local indexes agree with a plain map of its items, whose
/// indexes are made anew for each question.
final class LocalIndexPropertyTest {
    private static final int STEPS = 400;
    private static final SortedMap<String, String> NONE = Collections.emptySortedMap();
    private static final List<String> PARTITIONS = List.of("x", "y");

    /// One index of the reference.
    ///
    /// @param sort its sort key
    /// @param kept the attributes that it has beside keys; absent for all
    private record Index(String name, String sort, Optional<Set<String>> kept) {
        boolean keeps(String attribute) {
            return kept.isEmpty()
                    || Set.of("p", "s", sort).contains(attribute)
                    || kept.get().contains(attribute);
        }

        SortedMap<String, String> entry(SortedMap<String, String> item) {
            SortedMap<String, String> entry = new TreeMap<>(item);
            entry.keySet().removeIf(attribute -> !keeps(attribute));
            return entry;
        }
    }

    private static final List<Index> INDEXES =
            List.of(
                    new Index("all", "a", Optional.empty()),
                    new Index("some", "a", Optional.of(Set.of("w"))),
                    new Index("keys", "b", Optional.of(Set.of())));

    private final Map<String, SortedMap<String, String>> items = new TreeMap<>();
    private Random random = new Random(0);
    private Service service = IndexedTable.fresh();

    private static Tuning smallChunks() {
        Tuning usual = Tuning.DEFAULT;
        return new Tuning(
                2_000,
                8_000,
                usual.batchBytesMax(),
                usual.queuedWritesMax(),
                usual.uncompactedBytesMax(),
                6_000,
                usual.levelGrowth(),
                usual.logIndexFan(),
                1_000,
                20_000,
                usual.cacheBytes(),
                usual.freshFor(),
                usual.writeDeadline(),
                usual.clockAllowance(),
                usual.limits());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void indexesAreWhatTheItemsSay(long seed) {
        random = new Random(seed);
        service = new Service(Service.memory(), smallChunks(), 2);
        service.ok("CreateTable", IndexedTable.CREATE);
        for (int step = 0; step < STEPS; step++) {
            change();
            if (step % 40 == 39) {
                compare("seed " + seed + ", step " + step);
            }
        }
        service.awaitIdle();
        compare("seed " + seed + ", at the end");
    }

    private void change() {
        String p = PARTITIONS.get(random.nextInt(PARTITIONS.size()));
        String s = Integer.toString(1 + random.nextInt(9));
        SortedMap<String, String> before = items.getOrDefault(p + s, NONE);
        SortedMap<String, String> after = NONE;
        String request;
        String operation;
        switch (random.nextInt(4)) {
            case 0 -> {
                operation = "DeleteItem";
                request = "'Key':" + key(p, s);
            }
            case 1 -> {
                operation = "UpdateItem";
                after = new TreeMap<>(before.isEmpty() ? keyOf(p, s) : before);
                request = "'Key':" + key(p, s) + update(after);
            }
            default -> {
                operation = "PutItem";
                after = keyOf(p, s);
                for (String attribute : List.of("a", "b", "v", "w")) {
                    if (random.nextBoolean()) {
                        after.put(attribute, value(attribute));
                    }
                }
                request = "'Item':" + json(after);
            }
        }
        Answer answer =
                service.ok(
                        operation,
                        "{'TableName':'Things','ReturnConsumedCapacity':'INDEXES',"
                                + request
                                + "}");
        assertThat(units(answer)).isEqualTo(expectedUnits(before, after));
        if (after.isEmpty()) {
            items.remove(p + s);
        } else {
            items.put(p + s, after);
        }
    }

    private String update(SortedMap<String, String> item) {
        String attribute = List.of("a", "b", "v", "w").get(random.nextInt(4));
        if (random.nextBoolean()) {
            item.remove(attribute);
            return ",'UpdateExpression':'REMOVE "
                    + attribute
                    + " SET z = :z',"
                    + "'ExpressionAttributeValues':{':z':"
                    + put(item, "z", "v")
                    + "}";
        }
        return ",'UpdateExpression':'SET "
                + attribute
                + " = :v',"
                + "'ExpressionAttributeValues':{':v':"
                + put(item, attribute, attribute)
                + "}";
    }

    private String put(SortedMap<String, String> item, String attribute, String kind) {
        String value = value(kind);
        item.put(attribute, value);
        return value;
    }

    private String value(String attribute) {
        if (attribute.equals("b")) {
            return "{'N':'" + (1 + random.nextInt(4)) + "'}";
        }
        boolean large = attribute.equals("v") && random.nextInt(6) == 0;
        String text = List.of("k", "l", "lm", "m").get(random.nextInt(4));
        return "{'S':'" + (large ? text.repeat(1500) : text) + "'}";
    }

    private static SortedMap<String, String> keyOf(String p, String s) {
        return new TreeMap<>(Map.of("p", "{'S':'" + p + "'}", "s", "{'N':'" + s + "'}"));
    }

    private static String key(String p, String s) {
        return json(keyOf(p, s));
    }

    private static String json(SortedMap<String, String> item) {
        List<String> fields = new ArrayList<>();
        item.forEach((name, value) -> fields.add("'" + name + "':" + value));
        return "{" + String.join(",", fields) + "}";
    }

    private static int size(SortedMap<String, String> item) {
        int size = 0;
        for (Map.Entry<String, String> field : item.entrySet()) {
            String value = field.getValue();
            int length = value.length() - "{'S':''}".length();
            size += field.getKey().length() + (value.startsWith("{'N'") ? 1 + length : length);
        }
        return size;
    }

    private static double blocks(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, 1024));
    }

    private static String units(Answer answer) {
        return answer.at("ConsumedCapacity").replace('"', '\'');
    }

    private static String expectedUnits(
            SortedMap<String, String> before, SortedMap<String, String> after) {
        double table = blocks(Math.max(size(before), size(after)));
        double total = table;
        SortedMap<String, Double> arms = new TreeMap<>();
        for (Index index : INDEXES) {
            double units = units(index, before, after);
            if (units > 0) {
                arms.put(index.name, units);
                total += units;
            }
        }
        StringBuilder text = new StringBuilder();
        text.append("{'TableName':'Things','CapacityUnits':").append(total);
        text.append(",'Table':{'CapacityUnits':").append(table).append('}');
        if (!arms.isEmpty()) {
            List<String> parts = new ArrayList<>();
            arms.forEach(
                    (name, units) -> parts.add("'" + name + "':{'CapacityUnits':" + units + "}"));
            text.append(",'LocalSecondaryIndexes':{").append(String.join(",", parts)).append('}');
        }
        return text.append('}').toString();
    }

    private static double units(
            Index index, SortedMap<String, String> before, SortedMap<String, String> after) {
        boolean was = before.containsKey(index.sort);
        boolean is = after.containsKey(index.sort);
        SortedMap<String, String> old = index.entry(before);
        SortedMap<String, String> now = index.entry(after);
        if (!was || !is) {
            return was ? blocks(size(old)) : is ? blocks(size(now)) : 0;
        }
        if (!before.getOrDefault(index.sort, "").equals(after.get(index.sort))) {
            return blocks(size(old)) + blocks(size(now));
        }
        return old.equals(now) ? 0 : blocks(Math.max(size(old), size(now)));
    }

    private void compare(String when) {
        for (Index index : INDEXES) {
            for (String p : PARTITIONS) {
                boolean forward = random.nextBoolean();
                int limit = 1 + random.nextInt(5);
                String least = index.sort.equals("b") ? "{'N':'2'}" : "{'S':'l'}";
                String query =
                        "{'TableName':'Things','IndexName':'"
                                + index.name
                                + "','ConsistentRead':true,'ScanIndexForward':"
                                + forward
                                + ",'Limit':"
                                + limit
                                + ",'KeyConditionExpression':'p = :p AND "
                                + index.sort
                                + " >= :l'"
                                + ",'ExpressionAttributeValues':{':p':{'S':'"
                                + p
                                + "'},':l':"
                                + least
                                + "}%s}";
                List<String> expected = new ArrayList<>();
                sorted(index, p, forward)
                        .filter(item -> text(item, index.sort).compareTo(text(least)) >= 0)
                        .forEach(item -> expected.add(canonical(json(index.entry(item)))));
                assertThat(canonical(new IndexedTable(service).pages("Query", query)))
                        .as("%s: %s of %s", when, index.name, p)
                        .isEqualTo(expected);
            }
            List<String> all = new ArrayList<>();
            PARTITIONS.forEach(
                    p ->
                            sorted(index, p, true)
                                    .forEach(item -> all.add(canonical(json(index.entry(item))))));
            List<String> scanned = new ArrayList<>();
            for (int segment = 0; segment < 3; segment++) {
                String scan =
                        "{'TableName':'Things','IndexName':'"
                                + index.name
                                + "','ConsistentRead':true,'Limit':3,'TotalSegments':3,'Segment':"
                                + segment
                                + "%s}";
                scanned.addAll(canonical(new IndexedTable(service).pages("Scan", scan)));
            }
            assertThat(scanned).as(when).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /// Items of one partition key that an index has, in its order.
    private Stream<SortedMap<String, String>> sorted(Index index, String p, boolean forward) {
        Comparator<SortedMap<String, String>> order =
                Comparator.<SortedMap<String, String>, String>comparing(
                                item -> text(item, index.sort))
                        .thenComparing(item -> text(item, "s"));
        return items.values().stream()
                .filter(item -> item.containsKey(index.sort))
                .filter(item -> text(item, "p").equals(p))
                .sorted(forward ? order : order.reversed());
    }

    private static String text(SortedMap<String, String> item, String attribute) {
        return text(item.getOrDefault(attribute, "{'S':''}"));
    }

    private static String text(String value) {
        return value.substring("{'S':'".length(), value.length() - 2);
    }

    private static List<String> canonical(List<String> items) {
        return items.stream().map(LocalIndexPropertyTest::canonical).toList();
    }

    /// An item with its attributes by name.
    private static String canonical(String item) {
        try {
            Json.Obj json =
                    (Json.Obj) Json.parse(item.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            SortedMap<String, String> fields = new TreeMap<>();
            json.fields().forEach((name, value) -> fields.put(name, value.text()));
            return fields.toString();
        } catch (Json.Malformed e) {
            throw new AssertionError(item, e);
        }
    }

    @Test
    void aQueryOfAllAttributesFetchesItems() {
        service.ok(
                "PutItem",
                "{'TableName':'Things','Item':{'p':{'S':'x'},'s':{'N':'1'},'b':{'N':'1'},"
                        + "'v':{'S':'"
                        + "v".repeat(9000)
                        + "'}}}");
        String query =
                "{'TableName':'Things','IndexName':'keys','KeyConditionExpression':'p = :p',"
                        + "'ReturnConsumedCapacity':'INDEXES',"
                        + "'ExpressionAttributeValues':{':p':{'S':'x'}}%s}";
        Answer projected = service.ok("Query", query.formatted(""));
        assertThat(projected.at("Items", 0, "v")).isEmpty();
        assertThat(units(projected))
                .isEqualTo(
                        "{'TableName':'Things','CapacityUnits':0.5,'Table':{'CapacityUnits':0.0},"
                                + "'LocalSecondaryIndexes':{'keys':{'CapacityUnits':0.5}}}");
        for (String more :
                List.of(
                        ",'Select':'ALL_ATTRIBUTES'",
                        ",'ProjectionExpression':'v'",
                        ",'Select':'ALL_ATTRIBUTES','FilterExpression':'attribute_exists(v)'")) {
            Answer all = service.ok("Query", query.formatted(more));
            assertThat(all.at("Items", 0, "v", "S")).hasSize(9002);
            assertThat(units(all))
                    .isEqualTo(
                            "{'TableName':'Things','CapacityUnits':2.0,"
                                    + "'Table':{'CapacityUnits':1.5},"
                                    + "'LocalSecondaryIndexes':{'keys':{'CapacityUnits':0.5}}}");
        }
    }
}
