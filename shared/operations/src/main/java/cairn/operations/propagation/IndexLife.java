package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.GlobalIndex.State;
import cairn.operations.settings.Indexes;
import cairn.operations.settings.TableSettings;
import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rule;
import cairn.storage.table.Description;
import cairn.storage.table.PartitionSet;
import cairn.storage.table.Table;
import cairn.storage.table.TableEntry;
import cairn.storage.table.Tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes and ends the global indexes of a table, step by step
/// (docs/protocol.md#an-index-that-is-made-later). The catalog and the heads of the index say how
/// far it is. So any process may go on, and several may do so at once.
final class IndexLife {
    private static final int TRIES = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long HOLD_MICROS = 10_000_000;

    private final Tables tables;
    private final Environment environment;
    private final String name;
    private final BooleanSupplier timeLeft;

    /// @param name of the table
    /// @param timeLeft asked between steps
    IndexLife(Tables tables, Environment environment, String name, BooleanSupplier timeLeft) {
        this.tables = tables;
        this.environment = environment;
        this.name = name;
        this.timeLeft = timeLeft;
    }

    /// Goes on until no index is unfinished, or there is no time left.
    ///
    /// @return whether nothing is left to do
    /// @throws cairn.storage.partition.PartitionDeleted another process ended an index or the table
    boolean run() {
        while (true) {
            Optional<Table> found = tables.look(name);
            if (found.isEmpty()) {
                return true;
            }
            Table table = found.get();
            Optional<GlobalIndex> unfinished = unfinished(table.entry());
            if (unfinished.isEmpty()) {
                return true;
            }
            GlobalIndex index = unfinished.get();
            boolean done =
                    switch (index.state()) {
                        case ALLOCATING -> allocate(table, index);
                        case BACKFILLING -> backfill(table, index);
                        case DELETING -> end(table, index);
                        case ACTIVE -> true;
                    };
            if (!done) {
                return false;
            }
        }
    }

    /// The index that is being made or ended, if there is one.
    static Optional<GlobalIndex> unfinished(TableEntry entry) {
        return TableSettings.decode(entry.descriptor()).indexes().global().stream()
                .filter(index -> index.state() != State.ACTIVE)
                .findFirst();
    }

    private boolean allocate(Table table, GlobalIndex index) {
        List<Partition> items = table.partitions();
        fence(table);
        Map<PartitionName, Long> ends = new LinkedHashMap<>();
        List<Long> sequences =
                FanOut.map(environment, "allocate", items, partition -> partition.log().last());
        for (int i = 0; i < items.size(); i++) {
            ends.put(items.get(i).name(), sequences.get(i));
        }
        boolean all =
                everywhere(
                        table.index(index.name()).partitions(),
                        partition -> {
                            AllocationWrite write = new AllocationWrite(ends);
                            partition.submit(write);
                            return Joined.of(write.end());
                        });
        if (all) {
            change(table, index, its -> Stream.of(its.with(State.BACKFILLING)));
        }
        return all;
    }

    private void fence(Table table) {
        if (table.partitions().getFirst().engine().rules().keep(Rule.FENCE_WRITERS)) {
            tables.fence(table);
        }
    }

    private boolean everywhere(List<Partition> partitions, Predicate<Partition> step) {
        return !FanOut.map(environment, "index", partitions, step::test).contains(false);
    }

    private boolean backfill(Table table, GlobalIndex index) {
        fence(table);
        for (Partition items : table.partitions()) {
            if (!backfill(table, index, items)) {
                return false;
            }
        }
        change(table, index, its -> Stream.of(its.with(State.ACTIVE)));
        return true;
    }

    private boolean backfill(Table table, GlobalIndex index, Partition items) {
        PartitionSet partitions = table.index(index.name());
        while (true) {
            Optional<StorageKey> filled = leastFilled(partitions, items);
            if (filled.isEmpty()) {
                return true;
            }
            if (!timeLeft.getAsBoolean() || !fill(items, filled.get(), index, partitions)) {
                return false;
            }
        }
    }

    /// How far all partitions of the index are filled; absent if they have everything. An old
    /// answer does no harm: a page is put once more.
    private Optional<StorageKey> leastFilled(PartitionSet partitions, Partition items) {
        List<Optional<StorageKey>> all =
                FanOut.map(
                        environment,
                        "filled",
                        partitions.partitions(),
                        partition -> filled(partition, items));
        return all.stream().flatMap(Optional::stream).sorted().findFirst();
    }

    private static Optional<StorageKey> filled(Partition partition, Partition items) {
        Optional<StoredItem> record =
                partition.reading(
                        Consistency.EVENTUAL,
                        reader -> reader.find(Runs.PROGRESS, IndexProgress.key(items.name())));
        return record.isEmpty() ? Optional.of(ItemPage.START) : IndexProgress.of(record).filled();
    }

    /// Puts one page into all partitions of the index.
    ///
    /// @return false if that did not succeed
    private boolean fill(
            Partition items, StorageKey after, GlobalIndex index, PartitionSet partitions) {
        String holder = HexFormat.of().toHexDigits(environment.randomBits());
        List<Partition> left = partitions.partitions();
        for (int i = 0; i < TRIES; i++) {
            ItemPage page = ItemPage.read(items, after, index, partitions);
            IndexProgress.Hold hold =
                    new IndexProgress.Hold(
                            holder, items.engine().clock().nowMicros() + HOLD_MICROS);
            List<Partition> tried = left;
            List<Boolean> filled =
                    FanOut.map(
                            environment,
                            "fill",
                            tried,
                            partition -> {
                                FillWrite write =
                                        new FillWrite(items.name(), page, page.in(partition), hold);
                                partition.submit(write);
                                return Joined.of(write.end());
                            });
            left = new ArrayList<>();
            for (int j = 0; j < tried.size(); j++) {
                if (!filled.get(j)) {
                    left.add(tried.get(j));
                }
            }
            if (left.isEmpty()) {
                return true;
            }
            environment.sleep(PAUSE);
        }
        return false;
    }

    private boolean end(Table table, GlobalIndex index) {
        fence(table);
        tables.end(table.index(index.name()));
        change(table, index, its -> Stream.empty());
        return true;
    }

    /// Changes the state of an index, unless another process did, or the name has another index.
    private void change(
            Table table, GlobalIndex index, Function<GlobalIndex, Stream<GlobalIndex>> change) {
        tables.change(
                name,
                entry -> {
                    boolean same =
                            entry.incarnation().equals(table.entry().incarnation())
                                    && Objects.equals(
                                            entry.indexes().get(index.name()),
                                            table.entry().indexes().get(index.name()));
                    return same ? changed(entry, index, change) : entry.description();
                });
    }

    private static Description changed(
            TableEntry entry,
            GlobalIndex index,
            Function<GlobalIndex, Stream<GlobalIndex>> change) {
        TableSettings before = TableSettings.decode(entry.descriptor());
        List<GlobalIndex> global =
                before.indexes().global().stream()
                        .flatMap(
                                its ->
                                        its.name().equals(index.name())
                                                        && its.state() == index.state()
                                                ? change.apply(its)
                                                : Stream.of(its))
                        .toList();
        return before.with(draft -> draft.indexes = new Indexes(before.indexes().local(), global))
                .description(before);
    }
}
