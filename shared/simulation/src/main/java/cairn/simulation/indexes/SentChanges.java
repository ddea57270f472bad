package cairn.simulation.indexes;

import cairn.item.json.Json;
import cairn.operations.wire.Reply;
import cairn.simulation.history.Violation;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.log.Commit;
import cairn.storage.partition.Partition;
import cairn.storage.table.Table;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// Changes that clients sent, by the value that each wrote, and what the log of the items says of
/// them: a change is there as often as its answer says, and never twice on one item.
final class SentChanges {
    /// The items that a change is on, by its value, where that is known from its answer.
    private final Map<Integer, Integer> known = new TreeMap<>();

    /// Notes the answer to a change.
    ///
    /// @param id the value that it wrote
    /// @param items how many items it is on; 0 for a deletion, which writes no value
    void answered(int id, int items, Reply reply) {
        if (items == 0) {
            return;
        }
        if (reply.status() == 400) {
            known.put(id, 0);
        } else if (reply.status() == 200 && isWhole(reply)) {
            known.put(id, items);
        }
    }

    /// Whether nothing of a batch is left to do.
    private static boolean isWhole(Reply reply) {
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return !body.contains("UnprocessedItems") || body.contains("\"UnprocessedItems\":{}");
    }

    /// Compares with the log.
    ///
    /// @throws Violation they differ
    void check(Table table) {
        Map<String, Integer> onItem = new TreeMap<>();
        Map<Integer, Integer> all = new HashMap<>();
        for (Partition items : table.partitions()) {
            Iterator<Commit> commits = items.log().after(0);
            while (commits.hasNext()) {
                for (LogRecord record : commits.next().records()) {
                    if (record.run() == Runs.ITEMS && record.item().isPresent()) {
                        int id = value(record.item().get().json());
                        onItem.merge(id + " on " + record.key(), 1, Integer::sum);
                        all.merge(id, 1, Integer::sum);
                    }
                }
            }
        }
        onItem.forEach(
                (change, times) -> {
                    if (times > 1) {
                        throw new Violation("change " + change + " was made " + times + " times");
                    }
                });
        known.forEach(
                (id, items) -> {
                    int times = all.getOrDefault(id, 0);
                    if (times != items) {
                        throw new Violation(
                                "change "
                                        + id
                                        + " is on "
                                        + times
                                        + " items, its answer says "
                                        + items);
                    }
                });
    }

    private static int value(byte[] json) {
        try {
            Json.Obj item = (Json.Obj) Json.parse(json);
            Json.Obj value = (Json.Obj) item.field("v").orElseThrow();
            return Integer.parseInt(((Json.Text) value.field("N").orElseThrow()).value());
        } catch (Json.Malformed e) {
            throw new IllegalStateException("an item is not JSON", e);
        }
    }
}
