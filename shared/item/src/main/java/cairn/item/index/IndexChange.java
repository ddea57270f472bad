package cairn.item.index;

import cairn.item.StorageKey;

import java.util.Optional;

/// The effect of one change of an item on its entry in one index. Immutable.
public sealed interface IndexChange {
    /// There is no entry before or after, or it stays as it is.
    record None() implements IndexChange {}

    record Added(IndexEntry entry) implements IndexChange {}

    record Removed(IndexEntry entry) implements IndexChange {}

    /// The same key, other content.
    record Replaced(IndexEntry before, IndexEntry after) implements IndexChange {}

    /// Another key.
    record Moved(IndexEntry before, IndexEntry after) implements IndexChange {}

    /// From the entry before and after.
    static IndexChange between(Optional<IndexEntry> before, Optional<IndexEntry> after) {
        if (before.isEmpty()) {
            return after.<IndexChange>map(Added::new).orElseGet(None::new);
        }
        if (after.isEmpty()) {
            return new Removed(before.get());
        }
        IndexEntry old = before.get();
        IndexEntry now = after.get();
        if (!old.key().equals(now.key())) {
            return new Moved(old, now);
        }
        return old.item().equals(now.item()) ? new None() : new Replaced(old, now);
    }

    /// The key under which nothing is any more.
    default Optional<StorageKey> deleted() {
        return switch (this) {
            case Removed(IndexEntry entry) -> Optional.of(entry.key());
            case Moved(IndexEntry before, IndexEntry after) -> Optional.of(before.key());
            case None() -> Optional.empty();
            case Added added -> Optional.empty();
            case Replaced replaced -> Optional.empty();
        };
    }

    /// By how many bytes of items the index becomes larger.
    default int bytesAdded() {
        return switch (this) {
            case None() -> 0;
            case Added(IndexEntry entry) -> entry.item().sizeBytes();
            case Removed(IndexEntry entry) -> -entry.item().sizeBytes();
            case Replaced(IndexEntry before, IndexEntry after) ->
                    after.item().sizeBytes() - before.item().sizeBytes();
            case Moved(IndexEntry before, IndexEntry after) ->
                    after.item().sizeBytes() - before.item().sizeBytes();
        };
    }

    /// The entry that is there now and was not, or not so.
    default Optional<IndexEntry> put() {
        return switch (this) {
            case Added(IndexEntry entry) -> Optional.of(entry);
            case Replaced(IndexEntry before, IndexEntry after) -> Optional.of(after);
            case Moved(IndexEntry before, IndexEntry after) -> Optional.of(after);
            case None() -> Optional.empty();
            case Removed removed -> Optional.empty();
        };
    }
}
