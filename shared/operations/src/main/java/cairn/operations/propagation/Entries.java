package cairn.operations.propagation;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.index.IndexChange;
import cairn.item.index.IndexEntry;
import cairn.item.json.ItemJson;
import cairn.operations.settings.GlobalIndex;
import cairn.storage.edit.Change;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Commit;
import cairn.storage.partition.Partition;
import cairn.storage.table.PartitionSet;
import cairn.storage.table.Table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a stretch of the log of one partition of items means for the entries of global indexes, by
/// the partitions that hold them. Used by one thread.
final class Entries {
    /// A stretch ends behind the commit that brings it to this.
    private static final int BYTES_MAX = 1 << 20;

    private final Map<Partition, List<EntryChange>> byPartition = new LinkedHashMap<>();
    private final Table table;
    private final List<GlobalIndex> indexes;
    private int bytes;
    private long through;

    private Entries(Table table, List<GlobalIndex> indexes) {
        this.table = table;
        this.indexes = indexes;
    }

    /// Reads commits until the log ends, or the stretch is long enough.
    ///
    /// @param after sequence number that the commits follow
    static Entries of(
            Table table, List<GlobalIndex> indexes, Iterator<Commit> commits, long after) {
        Entries entries = new Entries(table, indexes);
        entries.through = after;
        while (commits.hasNext() && entries.bytes < BYTES_MAX) {
            Commit commit = commits.next();
            commit.records().forEach(entries::add);
            entries.through = Math.max(entries.through, commit.lastSequence());
        }
        return entries;
    }

    private void add(LogRecord record) {
        if (record.run() != Runs.ITEMS) {
            return;
        }
        bytes += record.weightBytes();
        Optional<Item> before = record.old().map(Entries::read);
        Optional<Item> after = record.item().map(Entries::read);
        for (GlobalIndex index : indexes) {
            PartitionSet partitions = table.index(index.name());
            IndexChange change = index.index().change(before, after);
            change.deleted().ifPresent(key -> add(partitions, record, Change.delete(key)));
            change.put().ifPresent(entry -> add(partitions, record, put(entry)));
        }
    }

    private static Item read(StoredItem stored) {
        return ItemJson.read(stored.json());
    }

    /// The change that puts an entry into an index.
    static Change put(IndexEntry entry) {
        Item item = entry.item();
        StorageKey key = entry.key();
        return Change.put(key, new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }

    private void add(PartitionSet partitions, LogRecord record, Change change) {
        byPartition
                .computeIfAbsent(partitions.partitionOf(change.key()), p -> new ArrayList<>())
                .add(new EntryChange(record.sequence(), change));
    }

    /// Last sequence number of the stretch.
    long through() {
        return through;
    }

    /// The partitions whose entries change.
    Set<Partition> touched() {
        return byPartition.keySet();
    }

    /// The changes for a partition, oldest first.
    List<EntryChange> in(Partition partition) {
        return byPartition.getOrDefault(partition, List.of());
    }
}
