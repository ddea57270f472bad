package cairn.storage.table;

import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.UniqueName;
import cairn.storage.event.Events;
import cairn.storage.log.LifeState;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.request.StoreUnavailable;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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
        return create(name, descriptor, Set.of(), Collections.emptySortedSet(), partitions);
    }

    /// Creates a table; false if the name is in use.
    ///
    /// @param indexes names of its global indexes
    /// @param needs the duties of a writer of the table besides writing items
    /// @param partitions the number for the items, and for each index
    public boolean create(
            String name,
            String descriptor,
            Set<String> indexes,
            SortedSet<String> needs,
            int partitions) {
        long now = engine.clock().nowMicros();
        PartitionMap map = PartitionMap.fresh(partitions, now, engine.environment());
        SortedMap<String, PartitionMap> maps = new TreeMap<>();
        for (String index : indexes) {
            maps.put(index, PartitionMap.fresh(partitions, now, engine.environment()));
        }
        TableEntry entry =
                new TableEntry(
                        name,
                        UniqueName.fresh(now, engine.environment()),
                        map,
                        maps,
                        needs,
                        descriptor);
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

    /// Changes a table's descriptor.
    ///
    /// @param change receives the current descriptor; returns the same one to keep it
    /// @return false if there is no such table
    public boolean changeDescriptor(String name, UnaryOperator<String> change) {
        Optional<TableEntry> before =
                catalog.change(
                        name,
                        entry -> {
                            if (entry.isEmpty()
                                    || entry.get().state() == TableEntry.State.DELETING) {
                                return new Catalog.Decision.Leave();
                            }
                            entry.get().checkWritable();
                            String descriptor = change.apply(entry.get().descriptor());
                            return descriptor.equals(entry.get().descriptor())
                                    ? new Catalog.Decision.Leave()
                                    : new Catalog.Decision.Replace(
                                            Optional.of(entry.get().with(descriptor)));
                        });
        return look(name).isPresent() && before.isPresent();
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
        List<Settlement> ends =
                FanOut.map(
                        engine.environment(),
                        "tombstone",
                        open(entry).allPartitions(),
                        Tombstone::on);
        for (Settlement end : ends) {
            if (!(end instanceof Settlement.Deleted || end instanceof Settlement.Decided)) {
                throw new StoreUnavailable("the table is still being deleted: " + end);
            }
        }
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

    /// The last commit of a partition.
    private static final class Tombstone implements HeadChange {
        private final CompletableFuture<Settlement> end = new CompletableFuture<>();

        static Settlement on(Partition partition) {
            Tombstone tombstone = new Tombstone();
            partition.submit(tombstone);
            return tombstone.end.join();
        }

        @Override
        public Edit decide(PartitionState state) {
            return Edit.of(state.manifest().with(new LifeState.Deleted()));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }
}
