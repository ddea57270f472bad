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

/// Long random histories on a table with indexes agree with a plain map of its items. The reference
/// computes its indexes again for each read.
final class IndexPropertyTest {
    private static final int STEPS = 400;
    private static final SortedMap<String, String> NONE = Collections.emptySortedMap();
    private static final List<String> PARTITIONS = List.of("x", "y");

    /// One index of the reference.
    ///
    /// @param hash, range its key
    /// @param kept its attributes besides keys; absent for all
    private record Index(
            String name, List<String> hash, List<String> range, Optional<Set<String>> kept) {
        boolean isLocal() {
            return !name.startsWith("g-");
        }

        List<String> keys() {
            return Stream.concat(hash.stream(), range.stream()).toList();
        }

        boolean keeps(String attribute) {
            return kept.isEmpty()
                    || Set.of("p", "s").contains(attribute)
                    || keys().contains(attribute)
                    || kept.get().contains(attribute);
        }

        SortedMap<String, String> entry(SortedMap<String, String> item) {
            SortedMap<String, String> entry = new TreeMap<>(item);
            entry.keySet().removeIf(attribute -> !keeps(attribute));
            return entry;
        }

        boolean has(SortedMap<String, String> item) {
            return item.keySet().containsAll(keys());
        }

        String key(SortedMap<String, String> item) {
            return values(item, keys()).toString();
        }
    }

    private static final List<Index> INDEXES =
            List.of(
                    new Index("all", List.of("p"), List.of("a"), Optional.empty()),
                    new Index("some", List.of("p"), List.of("a"), Optional.of(Set.of("w"))),
                    new Index("keys", List.of("p"), List.of("b"), Optional.of(Set.of())),
                    new Index("g-all", List.of("a"), List.of("b"), Optional.empty()),
                    new Index("g-keys", List.of("b"), List.of(), Optional.of(Set.of())),
                    new Index(
                            "g-many",
                            List.of("a", "b"),
                            List.of("w", "s"),
                            Optional.of(Set.of("v"))));

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
        service.ok("CreateTable", IndexedTable.CREATE_WITH_GLOBAL);
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
        text.append(arms("LocalSecondaryIndexes", arms, false));
        text.append(arms("GlobalSecondaryIndexes", arms, true));
        return text.append('}').toString();
    }

    private static String arms(String member, SortedMap<String, Double> arms, boolean global) {
        List<String> parts = new ArrayList<>();
        arms.forEach(
                (name, units) -> {
                    if (name.startsWith("g-") == global) {
                        parts.add("'" + name + "':{'CapacityUnits':" + units + "}");
                    }
                });
        return parts.isEmpty() ? "" : ",'" + member + "':{" + String.join(",", parts) + "}";
    }

    private static double units(
            Index index, SortedMap<String, String> before, SortedMap<String, String> after) {
        boolean was = index.has(before);
        boolean is = index.has(after);
        SortedMap<String, String> old = index.entry(before);
        SortedMap<String, String> now = index.entry(after);
        if (!was || !is) {
            return was ? blocks(size(old)) : is ? blocks(size(now)) : 0;
        }
        if (!index.key(before).equals(index.key(after))) {
            return blocks(size(old)) + blocks(size(now));
        }
        return old.equals(now) ? 0 : blocks(Math.max(size(old), size(now)));
    }

    private void compare(String when) {
        service.awaitIdle();
        for (Index index : INDEXES) {
            Map<String, List<SortedMap<String, String>>> byHash = new TreeMap<>();
            items.values().stream()
                    .filter(index::has)
                    .forEach(
                            item ->
                                    byHash.computeIfAbsent(
                                                    values(item, index.hash).toString(),
                                                    h -> new ArrayList<>())
                                            .add(item));
            byHash.values().forEach(group -> query(index, group, when));
            scan(index, when);
        }
    }

    private void query(Index index, List<SortedMap<String, String>> group, String when) {
        boolean forward = random.nextBoolean();
        List<String> conditions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        SortedMap<String, String> any = group.getFirst();
        for (String name : index.hash) {
            conditions.add(name + " = :" + name);
            values.add("':" + name + "':" + any.get(name));
        }
        boolean limited = !index.range.isEmpty() && random.nextBoolean();
        String first = index.range.isEmpty() ? "" : index.range.getFirst();
        String least = first.equals("b") ? "{'N':'2'}" : "{'S':'l'}";
        if (limited) {
            conditions.add(first + " >= :least");
            values.add("':least':" + least);
        }
        String query =
                "{'TableName':'Things','IndexName':'"
                        + index.name
                        + "','ConsistentRead':"
                        + index.isLocal()
                        + ",'ScanIndexForward':"
                        + forward
                        + ",'Limit':"
                        + (1 + random.nextInt(5))
                        + ",'KeyConditionExpression':'"
                        + String.join(" AND ", conditions)
                        + "','ExpressionAttributeValues':{"
                        + String.join(",", values)
                        + "}%s}";
        List<String> found = canonical(new IndexedTable(service).pages("Query", query));
        List<SortedMap<String, String>> wanted =
                group.stream()
                        .filter(item -> !limited || text(item, first).compareTo(text(least)) >= 0)
                        .toList();
        List<String> expected = canonical(index, wanted);
        assertThat(found)
                .as("%s: %s, %s", when, index.name, query)
                .containsExactlyInAnyOrderElementsOf(expected);
        Comparator<SortedMap<String, String>> order = Comparator.comparing(item -> "");
        for (String name : index.range) {
            order = order.thenComparing(item -> text(item, name));
        }
        if (index.isLocal()) {
            order = order.thenComparing(item -> text(item, "s"));
        }
        if (index.isLocal() || index.name.equals("g-many") && sortsDiffer(index, wanted)) {
            assertThat(found)
                    .as("%s: order of %s", when, index.name)
                    .isEqualTo(
                            canonical(
                                    index,
                                    wanted.stream()
                                            .sorted(forward ? order : order.reversed())
                                            .toList()));
        }
    }

    /// Whether no two items have equal values of the range attributes.
    private static boolean sortsDiffer(Index index, List<SortedMap<String, String>> group) {
        return group.stream().map(item -> values(item, index.range)).distinct().count()
                == group.size();
    }

    private void scan(Index index, String when) {
        List<String> scanned = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            String scan =
                    "{'TableName':'Things','IndexName':'"
                            + index.name
                            + "','Limit':3,'TotalSegments':3,'Segment':"
                            + segment
                            + "%s}";
            scanned.addAll(canonical(new IndexedTable(service).pages("Scan", scan)));
        }
        List<SortedMap<String, String>> all = items.values().stream().filter(index::has).toList();
        assertThat(scanned)
                .as("%s: scan of %s", when, index.name)
                .containsExactlyInAnyOrderElementsOf(canonical(index, all));
    }

    private static List<String> canonical(Index index, List<SortedMap<String, String>> group) {
        return group.stream().map(item -> canonical(json(index.entry(item)))).toList();
    }

    private static List<String> values(SortedMap<String, String> item, List<String> names) {
        return names.stream().map(name -> item.getOrDefault(name, "")).toList();
    }

    private static String text(SortedMap<String, String> item, String attribute) {
        return text(item.getOrDefault(attribute, "{'S':''}"));
    }

    private static String text(String value) {
        return value.substring("{'S':'".length(), value.length() - 2);
    }

    private static List<String> canonical(List<String> items) {
        return items.stream().map(IndexPropertyTest::canonical).toList();
    }

    /// An item with its attributes sorted by name.
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
