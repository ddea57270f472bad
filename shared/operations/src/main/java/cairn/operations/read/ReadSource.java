package cairn.operations.read;

import cairn.item.QueryKeys;
import cairn.item.StorageKey;
import cairn.item.index.SecondaryIndex;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Units;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;
import cairn.storage.format.Runs;
import cairn.storage.partition.Consistency;
import cairn.storage.segment.Range;
import cairn.storage.table.TableWalk;

import java.util.Optional;

/// The source of a query or scan: the items of a table, or the entries of one of its indexes.
/// Immutable.
///
/// @param index absent for the items
record ReadSource(OpenTable table, Optional<SecondaryIndex> index) {

    /// @throws Failure the table has no such index
    static ReadSource of(OpenTable table, PageTerms terms) {
        Optional<SecondaryIndex> index =
                terms.index()
                        .map(
                                name ->
                                        table.settings()
                                                .indexes()
                                                .local(name)
                                                .orElseThrow(() -> notFound(name)));
        return new ReadSource(table, index);
    }

    private static Failure notFound(String index) {
        return Failure.validation(RequestMessage.INDEX_NOT_FOUND, index);
    }

    QueryKeys keys() {
        return index.<QueryKeys>map(SecondaryIndex::keys).orElseGet(table::keys);
    }

    TableWalk walk(Range range, PageTerms terms, Waiting waiting) {
        Consistency consistency = terms.consistent() ? Consistency.STRONG : Consistency.EVENTUAL;
        int run = index.map(table.settings().indexes()::runOf).orElse(Runs.ITEMS);
        return table.table().walk(run, range, consistency, waiting);
    }

    /// Whether the items of entries have to be fetched, because the request looks at attributes
    /// that entries lack.
    boolean fetchesItems(PageTerms terms) {
        return index.isPresent()
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
        return index.map(its -> Units.of(fetched).withLocal(its.name(), walked))
                .orElseGet(() -> Units.of(walked));
    }
}
