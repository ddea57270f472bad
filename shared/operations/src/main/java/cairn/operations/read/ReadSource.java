package cairn.operations.read;

import cairn.item.QueryKeys;
import cairn.item.StorageKey;
import cairn.item.index.SecondaryIndex;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Units;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.format.Runs;
import cairn.storage.partition.Consistency;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.segment.Range;
import cairn.storage.table.TableWalk;

import java.util.List;
import java.util.Optional;

/// The source of a query or scan: the items of a table, or the entries of one of its indexes.
/// Immutable.
///
/// @param index absent for the items
/// @param global whether it is a global index
record ReadSource(OpenTable table, Optional<SecondaryIndex> index, boolean global) {

    /// @throws Failure the table has no such index, or it can't be read so
    static ReadSource of(OpenTable table, PageTerms terms) {
        if (terms.index().isEmpty()) {
            return new ReadSource(table, Optional.empty(), false);
        }
        String name = terms.index().get();
        Indexes indexes = table.settings().indexes();
        Optional<GlobalIndex> global = indexes.global(name);
        if (global.isPresent()) {
            mustBeReadable(global.get());
            return global(table, global.get().index(), terms);
        }
        SecondaryIndex local =
                indexes.local(name)
                        .orElseThrow(
                                () -> Failure.validation(RequestMessage.INDEX_NOT_FOUND, name));
        return new ReadSource(table, Optional.of(local), false);
    }

    private static void mustBeReadable(GlobalIndex index) {
        switch (index.state()) {
            case ALLOCATING, BACKFILLING ->
                    throw Failure.validation(RequestMessage.INDEX_BACKFILLING, index.name());
            case DELETING -> throw Failure.validation(RequestMessage.INDEX_NOT_FOUND, index.name());
            case ACTIVE -> {}
        }
    }

    private static ReadSource global(OpenTable table, SecondaryIndex index, PageTerms terms) {
        if (terms.consistent() && !table.propagation().hasStrongReads()) {
            throw Failure.validation(RequestMessage.CONSISTENT_READ_OF_GLOBAL_INDEX);
        }
        return new ReadSource(table, Optional.of(index), true);
    }

    /// Refuses a request that asks a global index for attributes that it lacks.
    ///
    /// @throws Failure it does
    void mustHave(PageTerms terms) {
        if (!global) {
            return;
        }
        SecondaryIndex its = index.orElseThrow();
        if (terms.select() == PageTerms.Select.ALL_ATTRIBUTES && !its.hasAll()) {
            throw Failure.validation(RequestMessage.ALL_ATTRIBUTES_OF_GLOBAL_INDEX, its.name());
        }
        List<String> lacking =
                terms.projected().stream().filter(name -> !its.has(name)).distinct().toList();
        if (!lacking.isEmpty()) {
            throw Failure.validation(
                    RequestMessage.GLOBAL_INDEX_LACKS, its.name(), String.join(", ", lacking));
        }
    }

    QueryKeys keys() {
        return index.<QueryKeys>map(SecondaryIndex::keys).orElseGet(table::keys);
    }

    TableWalk walk(Range range, PageTerms terms, Waiting waiting) {
        Consistency consistency = terms.consistent() ? Consistency.STRONG : Consistency.EVENTUAL;
        if (global) {
            if (terms.consistent()) {
                bringUp(waiting);
            }
            return table.table()
                    .index(index.orElseThrow().name())
                    .walk(range, consistency, waiting);
        }
        int run = index.map(table.settings().indexes()::runOf).orElse(Runs.ITEMS);
        return table.table().items().walk(run, range, consistency, waiting);
    }

    /// Brings the index up to the items as they are now, for a strongly consistent read.
    private void bringUp(Waiting waiting) {
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        if (!table.propagation().sweep()) {
            throw new StoreUnavailable("the index can't be brought up to its table");
        }
    }

    /// Whether the items of entries have to be fetched, because the request looks at attributes
    /// that entries lack. Of a global index none are.
    boolean fetchesItems(PageTerms terms) {
        return index.isPresent()
                && !global
                && terms.looksAt()
                        .map(names -> !names.stream().allMatch(index.get()::has))
                        .orElseGet(() -> !index.get().hasAll());
    }

    /// The storage key of the item that an entry is of.
    StorageKey itemKeyOf(StorageKey entry) {
        return index.map(its -> its.keys().itemKeyOf(entry)).orElse(entry);
    }

    /// Units of a page, by what it consumed.
    ///
    /// @param walked units of what was walked over
    /// @param fetched units of the items of entries
    Units units(double walked, double fetched) {
        if (index.isEmpty()) {
            return Units.of(walked);
        }
        String name = index.get().name();
        return global
                ? Units.of(0).withGlobal(name, walked)
                : Units.of(fetched).withLocal(name, walked);
    }
}
