package cairn.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.AttributeValue;
import cairn.item.IndexKeys;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.StorageKey;
import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.item.json.ItemJson;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.TableSettings;
import cairn.operations.settings.Throughput;
import cairn.storage.background.JobName;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.segment.Range;
import cairn.storage.table.Table;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An index that its process left unfinished is finished by its job, also where one partition of
/// the index takes more than may wait for a compaction.
final class IndexJobTest {
    private static final Task.Run JOB = new Task.Run(new JobName("index", "Things"));
    private static final int ITEMS = 900;
    private static final String LARGE = "v".repeat(40_000);

    private final MemoryStore store = new MemoryStore(Instant::now);
    private final InvocationEnvironment environment =
            new InvocationEnvironment(
                    (name, e) -> {
                        throw new AssertionError(name, e);
                    });
    private final TableAccess access =
            new TableAccess(
                    new Tables(Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL)),
                    environment,
                    new TableAccess.Configuration(
                            "home",
                            "000000000000",
                            4,
                            Integer.MAX_VALUE,
                            new Propagation.Mode(Propagation.Timing.BEFORE_ANSWER, false)));
    private final Worker worker = new Worker(environment, store);

    private record Put(OpenTable table, Item item, CompletableFuture<Settlement> end)
            implements PartitionWrite {
        @Override
        public List<StorageKey> keys() {
            return List.of(table.keys().ofItem(item.attributes()));
        }

        @Override
        public boolean needsCurrent() {
            return false;
        }

        @Override
        public Edit decide(PartitionState state) {
            StoredItem stored = new StoredItem(item.sizeBytes(), ItemJson.write(item));
            return Edit.of(Change.put(keys().getFirst(), stored));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }

        @Override
        public int weightBytes() {
            return item.sizeBytes();
        }
    }

    private void fill() {
        KeySchema.Attribute key = new KeySchema.Attribute("p", KeySchema.Type.S);
        TableSettings settings =
                new TableSettings.Draft(new KeySchema(key, Optional.empty()), "1", 0).finish();
        assertThat(access.tables().create("Things", settings.description(), 4)).isTrue();
        OpenTable table = access.opened(access.tables().find("Things").orElseThrow());
        for (int i = 0; i < ITEMS; i++) {
            Item item =
                    Item.of(
                            Map.of(
                                    "p", new AttributeValue.S("p" + i),
                                    "a", new AttributeValue.S("same"),
                                    "v", new AttributeValue.S(LARGE)));
            Put put = new Put(table, item, new CompletableFuture<>());
            table.table().submit(List.of(put));
            assertThat(put.end.join()).isInstanceOf(Settlement.Decided.class);
        }
    }

    /// Adds an index, as UpdateTable does before it makes it.
    private void leaveUnfinished() {
        access.change(
                "Things",
                before ->
                        before.with(
                                draft ->
                                        draft.indexes =
                                                before.indexes().and(unfinished(before.keys()))));
    }

    private static GlobalIndex unfinished(KeySchema table) {
        KeySchema.Attribute key = new KeySchema.Attribute("a", KeySchema.Type.S);
        IndexKeys keys = IndexKeys.global(List.of(key), List.of(), table);
        return new GlobalIndex(
                new SecondaryIndex("by-a", keys, new IndexProjection.All()),
                Throughput.ON_DEMAND,
                GlobalIndex.State.ALLOCATING);
    }

    @Test
    void itIsFinishedAndCompactedMeanwhile() {
        fill();
        leaveUnfinished();
        worker.run(JOB, () -> Duration.ofMinutes(15));
        Table table = access.tables().look("Things").orElseThrow();
        GlobalIndex index = access.opened(table).settings().indexes().global("by-a").orElseThrow();
        assertThat(index.state()).isEqualTo(GlobalIndex.State.ACTIVE);
        int entries = 0;
        for (Partition partition : table.index("by-a").partitions()) {
            entries +=
                    partition.reading(Consistency.STRONG, reader -> count(reader.walk(Range.ALL)));
        }
        assertThat(entries).isEqualTo(ITEMS);
    }

    private static int count(Iterator<LogRecord> records) {
        int count = 0;
        while (records.hasNext()) {
            LogRecord record = records.next();
            assertThat(record.run()).isEqualTo(Runs.ITEMS);
            count += record.item().isPresent() ? 1 : 0;
        }
        return count;
    }

    /// Lambda tries the event again then.
    @Test
    void withoutTimeItFailsAndSaysSo() {
        fill();
        leaveUnfinished();
        assertThatThrownBy(() -> worker.run(JOB, () -> Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the time was too short for index Things");
    }
}
