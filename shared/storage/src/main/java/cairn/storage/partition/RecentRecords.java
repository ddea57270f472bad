package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.log.Commit;
import cairn.storage.segment.SortedRecords;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The newest records of a partition, run by run. Immutable; each commit makes a new object in the
/// time of a few records.
public record RecentRecords(Runs<SortedRecords> runs) {
    public static final RecentRecords EMPTY = new RecentRecords(Runs.all(SortedRecords.EMPTY));

    public SortedRecords of(int run) {
        return runs.of(run);
    }

    Optional<LogRecord> find(int run, StorageKey key) {
        return runs.of(run).find(key);
    }

    /// These records with newer ones instead of older ones of their keys.
    RecentRecords plusAll(Collection<LogRecord> records) {
        Runs<SortedRecords> all = runs;
        int run = Runs.ITEMS;
        SortedRecords changed = all.of(run);
        for (LogRecord record : records) {
            if (record.run() != run) {
                all = all.with(run, changed);
                run = record.run();
                changed = all.of(run);
            }
            changed = changed.plus(record.state());
        }
        return new RecentRecords(all.with(run, changed));
    }

    RecentRecords plusCommits(List<Commit> commits) {
        RecentRecords all = this;
        for (Commit commit : commits) {
            all = all.plusAll(commit.records());
        }
        return all;
    }

    /// These records with all of `newer` instead of older ones of their keys.
    RecentRecords hiddenBy(RecentRecords newer) {
        Runs<SortedRecords> all = runs;
        for (int run : newer.runs.numbers().toArray()) {
            SortedRecords merged = all.of(run);
            for (var records = newer.of(run).from(Optional.empty(), true); records.hasNext(); ) {
                merged = merged.plus(records.next());
            }
            all = all.with(run, merged);
        }
        return new RecentRecords(all);
    }

    /// The records with a sequence number above `sequence`.
    RecentRecords after(long sequence) {
        Runs<SortedRecords> left = EMPTY.runs;
        for (int run : runs.numbers().toArray()) {
            left = left.with(run, runs.of(run).after(sequence));
        }
        return new RecentRecords(left);
    }

    /// The approximate size in memory.
    long memoryBytes() {
        return runs.values().stream().mapToLong(SortedRecords::memoryBytes).sum();
    }
}
