package cairn.storage.table;

import cairn.storage.environment.Environment;
import cairn.storage.environment.UniqueName;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Which partition holds which hashes. Partition i holds hashes from its own bound up to the next
/// one's, unsigned; the first begins at 0. Immutable.
public record PartitionMap(List<Entry> entries) {
    /// Partitions that one table may have.
    public static final int PARTITIONS_MAX = 4096;

    /// One partition and where it begins.
    ///
    /// @param fromHash smallest hash, unsigned
    public record Entry(long fromHash, UniqueName partition) {}

    public PartitionMap {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.getFirst().fromHash != 0) {
            throw new IllegalArgumentException("the first partition begins at 0");
        }
        for (int i = 1; i < entries.size(); i++) {
            if (Long.compareUnsigned(entries.get(i - 1).fromHash, entries.get(i).fromHash) >= 0) {
                throw new IllegalArgumentException("partitions out of order");
            }
        }
    }

    /// A map of `count` new partitions with equal shares of all hashes.
    static PartitionMap fresh(int count, long nowMicros, Environment environment) {
        List<Entry> entries = new ArrayList<>(count);
        BigInteger all = BigInteger.ONE.shiftLeft(64);
        for (int i = 0; i < count; i++) {
            BigInteger from = all.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(count));
            entries.add(new Entry(from.longValue(), UniqueName.fresh(nowMicros, environment)));
        }
        return new PartitionMap(entries);
    }

    /// Index of the partition that holds `hash`.
    public int indexOf(long hash) {
        int low = 0;
        int high = entries.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(entries.get(middle).fromHash, hash) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
