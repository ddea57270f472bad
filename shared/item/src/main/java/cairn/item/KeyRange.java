package cairn.item;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// Storage keys from `from` up to but excluding `to`: the range of a query or of one segment of a
/// scan.
///
/// @param from inclusive; absent for the first key
/// @param to exclusive; absent for no end
public record KeyRange(Optional<StorageKey> from, Optional<StorageKey> to) {
    public static final KeyRange ALL = new KeyRange(Optional.empty(), Optional.empty());

    /// All sort keys of one partition key.
    public static KeyRange ofPartition(AttributeValue partition) {
        return prefix(KeyBytes.key(KeyBytes.delimited(partition)).bytes());
    }

    /// One key alone.
    public static KeyRange only(StorageKey key) {
        return new KeyRange(Optional.of(key), Optional.of(key.next()));
    }

    /// The keys of `partition` whose sort key fulfils `condition`.
    public static KeyRange ofSort(AttributeValue partition, SortCondition condition) {
        byte[] partitionBytes = KeyBytes.delimited(partition);
        KeyRange all = ofPartition(partition);
        return switch (condition) {
            case SortCondition.Equal(AttributeValue sort) -> only(key(partitionBytes, sort));
            case SortCondition.Less(AttributeValue sort) ->
                    new KeyRange(all.from, Optional.of(key(partitionBytes, sort)));
            case SortCondition.LessOrEqual(AttributeValue sort) ->
                    new KeyRange(all.from, Optional.of(key(partitionBytes, sort).next()));
            case SortCondition.Greater(AttributeValue sort) ->
                    new KeyRange(Optional.of(key(partitionBytes, sort).next()), all.to);
            case SortCondition.GreaterOrEqual(AttributeValue sort) ->
                    new KeyRange(Optional.of(key(partitionBytes, sort)), all.to);
            case SortCondition.Between(AttributeValue low, AttributeValue high) ->
                    new KeyRange(
                            Optional.of(key(partitionBytes, low)),
                            Optional.of(key(partitionBytes, high).next()));
            case SortCondition.BeginsWith(AttributeValue start) ->
                    prefix(key(partitionBytes, start).bytes());
        };
    }

    private static StorageKey key(byte[] partition, AttributeValue sort) {
        return KeyBytes.key(partition, KeyBytes.last(sort));
    }

    /// Of keys that begin with `prefix`, those whose next value, a delimited one, fulfils a
    /// condition; all of them without one.
    static KeyRange ofDelimited(byte[] prefix, Optional<SortCondition> condition) {
        KeyRange all = prefix(prefix);
        if (condition.isEmpty()) {
            return all;
        }
        return switch (condition.get()) {
            case SortCondition.Equal(AttributeValue sort) -> prefix(joined(prefix, sort));
            case SortCondition.Less(AttributeValue sort) ->
                    new KeyRange(all.from, prefix(joined(prefix, sort)).from);
            case SortCondition.LessOrEqual(AttributeValue sort) ->
                    new KeyRange(all.from, prefix(joined(prefix, sort)).to);
            case SortCondition.Greater(AttributeValue sort) ->
                    new KeyRange(prefix(joined(prefix, sort)).to, all.to);
            case SortCondition.GreaterOrEqual(AttributeValue sort) ->
                    new KeyRange(prefix(joined(prefix, sort)).from, all.to);
            case SortCondition.Between(AttributeValue low, AttributeValue high) ->
                    new KeyRange(prefix(joined(prefix, low)).from, prefix(joined(prefix, high)).to);
            case SortCondition.BeginsWith(AttributeValue start) ->
                    prefix(joined(prefix, KeyBytes.beginning(start)));
        };
    }

    private static byte[] joined(byte[] prefix, AttributeValue value) {
        return joined(prefix, KeyBytes.delimited(value));
    }

    private static byte[] joined(byte[] prefix, byte[] more) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + more.length);
        System.arraycopy(more, 0, joined, prefix.length, more.length);
        return joined;
    }

    /// Hashes of segment `segment` of `total` equal ones.
    public static KeyRange ofSegment(int segment, int total) {
        return new KeyRange(hashBound(segment, total), hashBound(segment + 1, total));
    }

    private static Optional<StorageKey> hashBound(int segment, int total) {
        if (segment == 0 || segment == total) {
            return Optional.empty();
        }
        BigInteger bound =
                BigInteger.ONE
                        .shiftLeft(64)
                        .multiply(BigInteger.valueOf(segment))
                        .divide(BigInteger.valueOf(total));
        return Optional.of(ofHash(bound.longValue()));
    }

    /// The lowest bound of keys with this hash or a greater one.
    public static StorageKey ofHash(long hash) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (hash >>> 56 - 8 * i);
        }
        return StorageKey.of(bytes);
    }

    private static KeyRange prefix(byte[] prefix) {
        return new KeyRange(Optional.of(StorageKey.of(prefix)), above(prefix));
    }

    /// The bound above all keys that begin with `prefix`.
    private static Optional<StorageKey> above(byte[] prefix) {
        for (int end = prefix.length; end > 0; end--) {
            if (prefix[end - 1] != (byte) 0xff) {
                byte[] bound = Arrays.copyOf(prefix, end);
                bound[end - 1]++;
                return Optional.of(StorageKey.of(bound));
            }
        }
        return Optional.empty();
    }

    /// The part of this range after `key`.
    public KeyRange after(StorageKey key, boolean ascending) {
        return ascending
                ? new KeyRange(Optional.of(key.next()), to)
                : new KeyRange(from, Optional.of(key));
    }

    public boolean contains(StorageKey key) {
        return (from.isEmpty() || key.compareTo(from.get()) >= 0)
                && (to.isEmpty() || key.compareTo(to.get()) < 0);
    }

    /// A query's condition on the sort key.
    public sealed interface SortCondition {
        record Equal(AttributeValue sort) implements SortCondition {}

        record Less(AttributeValue sort) implements SortCondition {}

        record LessOrEqual(AttributeValue sort) implements SortCondition {}

        record Greater(AttributeValue sort) implements SortCondition {}

        record GreaterOrEqual(AttributeValue sort) implements SortCondition {}

        record Between(AttributeValue low, AttributeValue high) implements SortCondition {}

        record BeginsWith(AttributeValue start) implements SortCondition {}
    }
}
