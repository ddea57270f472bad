package cairn.storage.table;

import cairn.item.KeyRange;
import cairn.item.StorageKey;
import cairn.storage.environment.Environment;
import cairn.storage.environment.UniqueName;
import cairn.storage.segment.Range;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The storage keys of each partition. Partition i holds those from its own bound up to the next
/// one's; the first starts at the empty key. Immutable.
public record PartitionMap(List<Entry> entries) {
    /// The largest number of partitions of one table.
    public static final int PARTITIONS_MAX = 4096;

    private static final StorageKey FIRST = StorageKey.of(new byte[0]);

    /// One partition and its lower bound.
    ///
    /// @param from smallest storage key; need not be that of an item
    public record Entry(StorageKey from, UniqueName partition) {}

    public PartitionMap {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || !entries.getFirst().from.equals(FIRST)) {
            throw new IllegalArgumentException("the first partition begins at the empty key");
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).from.compareTo(entries.get(i).from) >= 0) {
                throw new IllegalArgumentException("partitions out of order");
            }
        }
    }

    /// A map of `count` new partitions with equal shares of all hashes.
    static PartitionMap fresh(int count, long nowMicros, Environment environment) {
        List<Entry> entries = new ArrayList<>(count);
        BigInteger all = BigInteger.ONE.shiftLeft(Long.SIZE);
        for (int i = 0; i < count; i++) {
            BigInteger from = all.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(count));
            StorageKey bound = i == 0 ? FIRST : KeyRange.ofHash(from.longValue());
            entries.add(new Entry(bound, UniqueName.fresh(nowMicros, environment)));
        }
        return new PartitionMap(entries);
    }

    /// Index of the partition that holds `key`.
    public int indexOf(StorageKey key) {
        int low = 0;
        int high = entries.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).from.compareTo(key) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Index of the first partition that may hold keys of `range`.
    int firstOf(Range range) {
        return range.from().map(this::indexOf).orElse(0);
    }

    /// One more than the index of the last partition that may hold keys of `range`.
    int endOf(Range range) {
        int end = entries.size();
        while (range.to().isPresent()
                && end > 1
                && entries.get(end - 1).from.compareTo(range.to().get()) >= 0) {
            end--;
        }
        return end;
    }
}
