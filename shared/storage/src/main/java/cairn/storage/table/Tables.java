package cairn.storage.table;

import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.UniqueName;
import cairn.storage.event.Events;
import cairn.storage.log.LifeState;
import cairn.storage.log.Manifest;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.request.StoreUnavailable;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// All tables of a store. Thread-safe.
///
/// A found table is kept; its partitions show when it is deleted. A table that this process knows
/// to be deleted takes no memory.
public final class Tables {
    private final Engine engine;
    private final Catalog catalog;
    private final KnownTables known;

    public Tables(Engine engine) {
        this.engine = engine;
        this.catalog = new Catalog(engine);
        this.known = new KnownTables(catalog, this::open);
    }

    private Table open(TableEntry entry) {
        return new Table(entry, name -> Partition.of(engine, name));
    }

    /// The table of this name if it is known without a request.
    public @Nullable Table ifKnown(String name) {
        return known.ifKnown(name);
    }

    /// The events of this process.
    public Events events() {
        return engine.events();
    }

    /// How many tables are known without a request.
    public int knownCount() {
        return known.count();
    }

    /// The table of this name. One request unless it is known.
    public Optional<Table> find(String name) {
        Table table = known.ifKnown(name);
        return table != null ? Optional.of(table) : look(name);
    }

    /// The table of this name in the catalog after this call started. One request, which is
    /// conditional if the table is known. Callers that wait for it to be sent share it.
    public Optional<Table> look(String name) {
        Optional<Table> table = known.look(name);
        if (table.isPresent() && table.get().entry().state() == TableEntry.State.DELETING) {
            finishDeletion(table.get().entry());
            return Optional.empty();
        }
        return table;
    }

    /// Whether the known tables are always current, because no other process changes them.
    public boolean soleOwner() {
        return engine.soleOwner();
    }

    /// Creates a table whose writers have no further duties; false if the name is in use.
    public boolean create(String name, String descriptor, int partitions) {
        return create(name, Description.of(descriptor), partitions);
    }

    /// Creates a table; false if the name is in use.
    ///
    /// @param partitions of the items, and of each index
    public boolean create(String name, Description description, int partitions) {
        SortedMap<String, PartitionMap> maps = new TreeMap<>();
        for (String index : description.indexes()) {
            maps.put(index, freshMap(partitions));
        }
        UniqueName incarnation = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
        TableEntry entry =
                new TableEntry(name, incarnation, freshMap(partitions), maps, description);
        Optional<TableEntry> last = Optional.empty();
        do {
            last.ifPresent(this::finishDeletion);
            last =
                    catalog.change(
                            name,
                            before ->
                                    before.isEmpty()
                                            ? new Catalog.Decision.Replace(Optional.of(entry))
                                            : new Catalog.Decision.Leave());
        } while (last.isPresent() && last.get().state() == TableEntry.State.DELETING);
        return last.isEmpty();
    }

    private PartitionMap freshMap(int partitions) {
        return PartitionMap.fresh(partitions, engine.clock().nowMicros(), engine.environment());
    }

    /// Changes a table. An index that becomes part of it has as many partitions as the items. One
    /// that is left out must have been ended ([#end]).
    ///
    /// @param change given the table as it is; the same description back leaves it
    /// @return the table as it is then; absent if there is none
    public Optional<Table> change(String name, Function<TableEntry, Description> change) {
        Optional<TableEntry> before =
                catalog.change(
                        name,
                        entry -> {
                            if (entry.isEmpty()
                                    || entry.get().state() == TableEntry.State.DELETING) {
                                return new Catalog.Decision.Leave();
                            }
                            TableEntry now = entry.get();
                            now.checkWritable();
                            Description after = change.apply(now);
                            int partitions = now.map().entries().size();
                            return after.equals(now.description())
                                    ? new Catalog.Decision.Leave()
                                    : new Catalog.Decision.Replace(
                                            Optional.of(
                                                    now.with(after, () -> freshMap(partitions))));
                        });
        return before.isEmpty() ? Optional.empty() : look(name);
    }

    /// Fences off writers that know an older schema than this table's: when it returns, nothing
    /// that they write is committed any more.
    ///
    /// @throws cairn.storage.partition.PartitionDeleted the table was deleted
    /// @throws StoreUnavailable not done, or not known; may be done again
    public void fence(Table table) {
        long schema = table.entry().schema();
        settleAll("fence", table.partitions(), state -> fenced(state.manifest(), schema))
                .forEach(Tables::mustBeDone);
    }

    private static Edit fenced(Manifest manifest, long schema) {
        return manifest.schema() >= schema ? Edit.NONE : Edit.of(manifest.fenced(schema));
    }

    /// Tombstones the partitions of an index, which is about to leave its table.
    ///
    /// @throws StoreUnavailable not done, or not known; may be done again
    public void end(PartitionSet index) {
        tombstone(index.partitions());
        index.partitions().forEach(Partition::markDeleted);
    }

    private void tombstone(List<Partition> partitions) {
        for (Settlement end :
                settleAll("tombstone", partitions, state -> tombstone(state.manifest()))) {
            if (!(end instanceof Settlement.Deleted)) {
                mustBeDone(end);
            }
        }
    }

    private static Edit tombstone(Manifest manifest) {
        return Edit.of(manifest.with(new LifeState.Deleted()));
    }

    private static void mustBeDone(Settlement end) {
        switch (end) {
            case Settlement.Decided decided -> {}
            case Settlement.Deleted deleted -> throw new PartitionDeleted();
            default -> throw new StoreUnavailable("the table is still being changed: " + end);
        }
    }

    private List<Settlement> settleAll(
            String what, List<Partition> partitions, Function<PartitionState, Edit> change) {
        return FanOut.map(
                engine.environment(),
                what,
                partitions,
                partition -> ChangeOfHead.on(partition, change));
    }

    /// Deletes a table: marks it, tombstones its heads, then releases its name.
    ///
    /// @param allowed checks the entry; if it throws, nothing is deleted
    /// @return the previous entry of the table; absent if it does not exist
    public Optional<TableEntry> delete(String name, Consumer<TableEntry> allowed) {
        Optional<TableEntry> before =
                catalog.change(
                        name,
                        entry -> {
                            if (entry.isEmpty()
                                    || entry.get().state() == TableEntry.State.DELETING) {
                                return new Catalog.Decision.Leave();
                            }
                            entry.get().checkWritable();
                            allowed.accept(entry.get());
                            return new Catalog.Decision.Replace(
                                    Optional.of(entry.get().with(TableEntry.State.DELETING)));
                        });
        before.ifPresent(this::finishDeletion);
        return before.filter(entry -> entry.state() == TableEntry.State.ACTIVE);
    }

    /// Tombstones the heads of a table that is marked as being deleted, then its name. May be done
    /// concurrently and repeatedly.
    private void finishDeletion(TableEntry entry) {
        tombstone(open(entry).allPartitions());
        known.gone(entry.name(), entry.incarnation());
        catalog.change(
                entry.name(),
                now ->
                        now.isPresent() && now.get().incarnation().equals(entry.incarnation())
                                ? new Catalog.Decision.Replace(Optional.empty())
                                : new Catalog.Decision.Leave());
    }

    /// Names of tables after `startAfter` (empty: from the first), in order, at most `limit`.
    public List<String> names(String startAfter, int limit) {
        return catalog.names(startAfter, limit);
    }

    /// A commit of a partition's head alone.
    private record ChangeOfHead(
            Function<PartitionState, Edit> change, CompletableFuture<Settlement> end)
            implements HeadChange {

        static Settlement on(Partition partition, Function<PartitionState, Edit> change) {
            ChangeOfHead write = new ChangeOfHead(change, new CompletableFuture<>());
            partition.submit(write);
            return write.end.join();
        }

        @Override
        public Edit decide(PartitionState state) {
            return change.apply(state);
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }
}
