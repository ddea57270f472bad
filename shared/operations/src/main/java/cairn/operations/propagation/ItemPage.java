package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.settings.GlobalIndex;
import cairn.storage.edit.Change;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rule;
import cairn.storage.partition.ViewReader;
import cairn.storage.segment.Range;
import cairn.storage.table.PartitionSet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A page of the items of one partition as one commit left them, as entries of an index. Immutable.
///
/// @param after the storage key behind which it begins
/// @param filled the last storage key that it covers; absent if it is the last page
/// @param sequence of the last record before it was read
/// @param entries by the partitions of the index
/// @param mustBeNewer the rule that a page is at least as new as the log that was applied
record ItemPage(
        StorageKey after,
        Optional<StorageKey> filled,
        long sequence,
        Map<Partition, List<Change>> entries,
        boolean mustBeNewer) {
    private static final int BYTES_MAX = 1 << 20;

    /// The first page begins behind this.
    static final StorageKey START = StorageKey.of(new byte[0]);

    /// Reads the page behind a key, as the items are now.
    static ItemPage read(
            Partition items, StorageKey after, GlobalIndex index, PartitionSet partitions) {
        return items.reading(
                Consistency.STRONG, reader -> read(reader, items, after, index, partitions));
    }

    private static ItemPage read(
            ViewReader reader,
            Partition items,
            StorageKey after,
            GlobalIndex index,
            PartitionSet partitions) {
        boolean rule = items.engine().rules().keep(Rule.FILL_AHEAD_OF_LOG);
        Range rest = after.equals(START) ? Range.ALL : Range.ALL.behind(after);
        Iterator<LogRecord> records = reader.walk(Runs.ITEMS, rest);
        Map<Partition, List<Change>> entries = new LinkedHashMap<>();
        StorageKey last = after;
        int bytes = 0;
        while (records.hasNext() && bytes < BYTES_MAX) {
            LogRecord record = records.next();
            last = record.key();
            bytes += record.weightBytes();
            record.item().ifPresent(stored -> add(stored, index, partitions, entries));
        }
        Optional<StorageKey> filled = records.hasNext() ? Optional.of(last) : Optional.empty();
        return new ItemPage(after, filled, reader.sequence(), entries, rule);
    }

    private static void add(
            StoredItem stored,
            GlobalIndex index,
            PartitionSet partitions,
            Map<Partition, List<Change>> entries) {
        index.index()
                .change(Optional.empty(), Optional.of(ItemJson.read(stored.json())))
                .put()
                .map(Entries::put)
                .ifPresent(
                        entry ->
                                entries.computeIfAbsent(
                                                partitions.partitionOf(entry.key()),
                                                its -> new ArrayList<>())
                                        .add(entry));
    }

    /// Whether a partition that is filled up to a key has the page already.
    boolean isIn(StorageKey its) {
        return filled.isPresent() && its.compareTo(filled.get()) >= 0;
    }

    /// Whether the page begins where a partition that is filled up to a key ends, or before.
    boolean continues(StorageKey its) {
        return after.compareTo(its) <= 0;
    }

    List<Change> in(Partition partition) {
        return entries.getOrDefault(partition, List.of());
    }
}
