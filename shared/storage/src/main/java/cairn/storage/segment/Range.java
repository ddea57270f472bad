package cairn.storage.segment;

import cairn.item.StorageKey;

import java.util.Optional;

/// Storage keys from `from` on and below `to`, and the direction of a walk over them.
///
/// @param from inclusive; absent for the first
/// @param to exclusive; absent for no end
public record Range(Optional<StorageKey> from, Optional<StorageKey> to, boolean ascending) {
    public static final Range ALL = new Range(Optional.empty(), Optional.empty(), true);

    /// The rest of the range for a walk that has reached `key`.
    public Range behind(StorageKey key) {
        return ascending
                ? new Range(Optional.of(key.next()), to, true)
                : new Range(from, Optional.of(key), false);
    }

    /// Whether a walk that has reached `key` has left the range.
    public boolean passed(StorageKey key) {
        return ascending
                ? to.isPresent() && key.compareTo(to.get()) >= 0
                : from.isPresent() && key.compareTo(from.get()) < 0;
    }
}
