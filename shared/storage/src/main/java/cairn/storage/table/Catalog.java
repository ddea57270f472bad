package cairn.storage.table;

import cairn.storage.format.CommitId;
import cairn.storage.format.RecentCommits;
import cairn.storage.partition.Engine;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;
import cairn.storage.request.Pause;
import cairn.storage.request.StoreUnavailable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The catalog: one object a table, replaced under its version like a head. Thread-safe.
///
/// A name, once used, always has an object: a deleted table's is a tombstone, so that no late put
/// of an earlier life takes effect in a later one.
final class Catalog {
    private static final String PREFIX = "catalog/";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CHANGES_MAX = 40;

    /// What to make of an entry.
    sealed interface Decision {
        /// Replace it; absent: by a tombstone.
        record Replace(Optional<TableEntry> entry) implements Decision {}

        /// Leave it as it is.
        record Leave() implements Decision {}
    }

    private record Known(CatalogObject object, Precondition ifCurrent) {}

    private final Engine engine;

    Catalog(Engine engine) {
        this.engine = engine;
    }

    /// An entry as it was found, and what a later look may be compared with.
    record Found(TableEntry entry, Version version) {}

    /// The entry of `table`, absent if there is none. One request, conditional if something is
    /// known.
    ///
    /// @param known what was found before
    Optional<Found> find(String table, @Nullable Found known) {
        ObjectKey key = CatalogObject.key(table);
        GetOutcome outcome =
                known == null
                        ? engine.patient().get(key)
                        : engine.patient().getUnless(key, known.version);
        if (known != null && outcome instanceof GetOutcome.NotModified) {
            return Optional.of(known);
        }
        if (known != null && outcome instanceof GetOutcome.Absent) {
            throw new CorruptObject("a catalog object is gone, which nothing may delete", key, 0);
        }
        Known now = known(key, outcome);
        return now.ifCurrent instanceof Precondition.Matches(Version version)
                ? now.object.entry().map(entry -> new Found(entry, version))
                : Optional.empty();
    }

    private Known read(ObjectKey key) {
        return known(key, engine.patient().get(key));
    }

    private static Known known(ObjectKey key, GetOutcome outcome) {
        return switch (outcome) {
            case GetOutcome.Found found ->
                    new Known(
                            CatalogObject.decode(key, found.bytes()),
                            new Precondition.Matches(found.version()));
            case GetOutcome.Absent absent ->
                    new Known(
                            new CatalogObject(Optional.empty(), RecentCommits.NONE),
                            Precondition.ABSENT);
            case GetOutcome.NotModified same -> throw new IllegalStateException("not asked for");
            case GetOutcome.Unavailable none -> throw new IllegalStateException("was patient");
        };
    }

    /// Changes the entry of `table` as `change` decides, again after each lost race.
    ///
    /// @return the entry that `change` was given last
    Optional<TableEntry> change(String table, Function<Optional<TableEntry>, Decision> change) {
        ObjectKey key = CatalogObject.key(table);
        for (int tries = 0; tries < CHANGES_MAX; tries++) {
            Known known = read(key);
            Optional<TableEntry> before = known.object.entry();
            switch (change.apply(before)) {
                case Decision.Leave leave -> {
                    return before;
                }
                case Decision.Replace(Optional<TableEntry> after) -> {
                    CommitId id = CommitId.fresh(engine.environment());
                    byte[] bytes = known.object.followedBy(after, id).encode();
                    if (engine.patient().replace(key, bytes, known.ifCurrent)
                            || read(key).object.commits().have(id)) {
                        return before;
                    }
                    Pause.doubling(engine.environment(), PAUSE, tries + 1);
                }
            }
        }
        throw new StoreUnavailable("others kept changing table " + table);
    }

    /// Names of tables after `startAfter` (empty: from the first), in order, at most `limit`.
    List<String> names(String startAfter, int limit) {
        List<String> names = new ArrayList<>();
        String after = startAfter.isEmpty() ? "" : PREFIX + startAfter;
        while (true) {
            ListOutcome.Page page = engine.patient().list(PREFIX, after);
            for (ListOutcome.Entry entry : page.entries()) {
                after = entry.key().name();
                if (entry.sizeBytes() != CatalogObject.TOMBSTONE_BYTES) {
                    names.add(after.substring(PREFIX.length()));
                    if (names.size() == limit) {
                        return names;
                    }
                }
            }
            if (!page.more()) {
                return names;
            }
        }
    }
}
