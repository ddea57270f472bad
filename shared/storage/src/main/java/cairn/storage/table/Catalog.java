package cairn.storage.table;

import cairn.storage.partition.Engine;
import cairn.storage.port.ListOutcome;
import cairn.storage.register.Register;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The catalog: one object for each table, replaced under its version like a head. Thread-safe.
///
/// A used name always has an object: that of a deleted table is a tombstone. So no late put from an
/// earlier life takes effect in a later one.
final class Catalog {
    private static final String PREFIX = "catalog/";

    /// A decision on an entry.
    sealed interface Decision {
        /// Replace the entry; if absent, by a tombstone.
        record Replace(Optional<TableEntry> entry) implements Decision {}

        /// Keep the entry.
        record Leave() implements Decision {}
    }

    private final Engine engine;

    Catalog(Engine engine) {
        this.engine = engine;
    }

    /// An entry as it was read, and the state for a later comparison.
    record Found(TableEntry entry, Register.Seen<Optional<TableEntry>> seen) {}

    /// The entry of `table`; absent if it does not exist. One request, which is conditional if a
    /// state is known.
    ///
    /// @param known the previous result
    Optional<Found> find(String table, @Nullable Found known) {
        return entry(table)
                .look(Optional.ofNullable(known).map(Found::seen))
                .flatMap(seen -> seen.value().map(entry -> new Found(entry, seen)));
    }

    private Register<Optional<TableEntry>> entry(String table) {
        return new Register<>(
                engine.environment(), engine.patient(), CatalogForm.key(table), CatalogForm.FORM);
    }

    /// Changes the entry of `table` as `change` decides, again after each lost race.
    ///
    /// @return the last entry that `change` received
    Optional<TableEntry> change(String table, Function<Optional<TableEntry>, Decision> change) {
        return entry(table)
                .change(
                        before ->
                                switch (change.apply(before)) {
                                    case Decision.Leave leave -> Optional.empty();
                                    case Decision.Replace(Optional<TableEntry> after) ->
                                            Optional.of(after);
                                });
    }

    /// Names of tables after `startAfter` (empty: from the first), in order, at most `limit`.
    List<String> names(String startAfter, int limit) {
        List<String> names = new ArrayList<>();
        String after = startAfter.isEmpty() ? "" : PREFIX + startAfter;
        while (true) {
            ListOutcome.Page page = engine.patient().list(PREFIX, after);
            for (ListOutcome.Entry entry : page.entries()) {
                after = entry.key().name();
                if (entry.sizeBytes() != CatalogForm.TOMBSTONE_BYTES) {
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
