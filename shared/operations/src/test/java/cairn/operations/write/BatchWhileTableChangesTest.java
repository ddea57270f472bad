package cairn.operations.write;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;
import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Description;
import cairn.storage.table.Table;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A batch meets a fence at one of its partitions: what was done elsewhere is not done again.
final class BatchWhileTableChangesTest {
    private static final int ITEMS = 20;

    private final ObjectStore store = Service.memory();
    private final Service service = new Service(store, Tuning.DEFAULT, 2);
    private final Service other = new Service(store, Tuning.DEFAULT, 2);

    /// Fences one partition.
    private record Fence(long schema, CompletableFuture<Settlement> end) implements HeadChange {
        @Override
        public Edit decide(PartitionState state) {
            return Edit.of(state.manifest().fenced(schema));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }

    private static String batch() {
        return IntStream.range(0, ITEMS)
                .mapToObj(i -> "{'PutRequest':{'Item':" + Service.item("p" + i, i, "") + "}}")
                .collect(Collectors.joining(",", "{'RequestItems':{'Things':[", "]}}"));
    }

    @Test
    void whatWasDoneIsNotDoneAgain() {
        service.createTable();
        service.put("p0", 100, "");
        Table table = changed();
        List<Partition> partitions = table.partitions();
        Fence fence = new Fence(table.entry().schema(), new CompletableFuture<>());
        partitions.getFirst().submit(fence);
        assertThat(fence.end.join()).isInstanceOf(Settlement.Decided.class);
        long before = partitions.getLast().log().last();
        Service.Answer answer = service.ok("BatchWriteItem", batch());
        int left = answer.at("UnprocessedItems").split("PutRequest", -1).length - 1;
        assertThat(left).isPositive().isLessThan(ITEMS);
        assertThat(partitions.getLast().log().last() - before).isEqualTo(ITEMS - left);
        service.awaitIdle();
        Service.Answer again =
                service.ok(
                        "BatchWriteItem",
                        "{'RequestItems':"
                                + answer.at("UnprocessedItems").replace('"', '\'')
                                + "}");
        assertThat(again.at("UnprocessedItems")).isEqualTo("{}");
        assertThat(
                        service.ok("Scan", "{'TableName':'Things','ConsistentRead':true}")
                                .count("Items"))
                .isEqualTo(ITEMS + 1);
    }

    /// Where no write was done, the batch as a whole is run again.
    @Test
    void aBatchOfWhichNothingWasDoneIsRunAgain() {
        service.createTable();
        service.put("p0", 100, "");
        other.tables().tables().fence(changed());
        assertThat(service.ok("BatchWriteItem", batch()).at("UnprocessedItems")).isEqualTo("{}");
    }

    /// The table after a change that its writers must know, made by another process.
    private Table changed() {
        return other.tables()
                .tables()
                .change(
                        Service.TABLE,
                        entry ->
                                new Description(
                                        entry.descriptor(),
                                        entry.indexes().keySet(),
                                        entry.needs(),
                                        true))
                .orElseThrow();
    }
}
