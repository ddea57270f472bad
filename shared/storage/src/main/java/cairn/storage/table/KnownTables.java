package cairn.storage.table;

import cairn.storage.environment.Rounds;
import cairn.storage.environment.UniqueName;
import cairn.storage.partition.Partition;
import cairn.storage.table.TableEntry.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The tables that this process knows, by their names. Thread-safe.
///
/// For one name, one request runs at a time, and each is sent after the previous answer is
/// processed. So the known state never returns to an earlier life of the name. Callers that wait
/// meanwhile share the next request. An unknown name takes no memory.
final class KnownTables {

    /// The known state of one name, and its requests. Only the map's `compute` changes the fields,
    /// except `table`.
    private static final class Known {
        private final Rounds<Optional<Table>> rounds;
        private final Set<UniqueName> gone = new HashSet<>();
        private volatile @Nullable Table table;
        private volatile Catalog.@Nullable Found found;
        private int asking;

        Known(Rounds<Optional<Table>> rounds) {
            this.rounds = rounds;
        }

        private boolean needed() {
            return asking > 0 || table != null;
        }
    }

    private final Catalog catalog;
    private final Function<TableEntry, Table> open;
    private final ConcurrentHashMap<String, Known> names = new ConcurrentHashMap<>();

    /// @param open makes a table from a new entry
    KnownTables(Catalog catalog, Function<TableEntry, Table> open) {
        this.catalog = catalog;
        this.open = open;
    }

    /// The table of this name if it is known without a request.
    @Nullable Table ifKnown(String name) {
        Known known = names.get(name);
        return known == null ? null : known.table;
    }

    /// How many tables are known.
    int count() {
        return (int) names.values().stream().filter(known -> known.table != null).count();
    }

    /// The table of this name in the catalog after this call started, even if it is being deleted.
    /// One request, shared by all callers that wait for it to be sent.
    Optional<Table> look(String name) {
        Known known =
                names.compute(
                        name,
                        (same, before) -> {
                            Known now = before != null ? before : fresh(name);
                            now.asking++;
                            return now;
                        });
        try {
            return known.rounds.next();
        } finally {
            names.compute(
                    name,
                    (same, now) -> {
                        known.asking--;
                        if (known.asking == 0) {
                            known.gone.clear();
                        }
                        return known.needed() ? known : null;
                    });
        }
    }

    private Known fresh(String name) {
        return new Known(new Rounds<>(1, () -> request(name)));
    }

    private Optional<Table> request(String name) {
        Known known = names.get(name);
        return take(name, catalog.find(name, known == null ? null : known.found));
    }

    /// Takes an answer in. The partitions that are no table's after that let go of their memory.
    private Optional<Table> take(String name, Optional<Catalog.Found> found) {
        List<Partition> ended = new ArrayList<>();
        List<Table> answer = new ArrayList<>();
        names.computeIfPresent(
                name,
                (same, known) -> {
                    Optional<Table> there = found.flatMap(now -> tableOf(known, now.entry()));
                    there.ifPresent(answer::add);
                    boolean deleting =
                            there.filter(t -> t.entry().state() == State.DELETING).isPresent();
                    if (!deleting) {
                        replace(known, there.orElse(null), ended);
                    }
                    known.found = deleting || there.isEmpty() ? null : found.orElse(null);
                    return known;
                });
        ended.forEach(Partition::markDeleted);
        return answer.stream().findFirst();
    }

    /// Keeps the partitions, with their state, if the table is the same.
    private Optional<Table> tableOf(Known known, TableEntry entry) {
        if (known.gone.contains(entry.incarnation())) {
            return Optional.empty();
        }
        Table old = known.table;
        if (old == null || !old.isOf(entry)) {
            return Optional.of(open.apply(entry));
        }
        return Optional.of(old.entry().equals(entry) ? old : old.with(entry));
    }

    private static void replace(Known known, @Nullable Table now, List<Partition> ended) {
        Table old = known.table;
        if (old != null && (now == null || !old.isOf(now.entry()))) {
            ended.addAll(old.allPartitions());
            if (now != null) {
                ended.removeAll(now.allPartitions());
            }
        }
        known.table = now;
    }

    /// Records that the heads of this life of the name are tombstoned, so it will not be found
    /// again.
    void gone(String name, UniqueName incarnation) {
        List<Partition> ended = new ArrayList<>();
        names.computeIfPresent(
                name,
                (same, known) -> {
                    if (known.asking > 0) {
                        known.gone.add(incarnation);
                    }
                    Table table = known.table;
                    if (table != null && table.entry().incarnation().equals(incarnation)) {
                        replace(known, null, ended);
                        known.found = null;
                    }
                    return known.needed() ? known : null;
                });
        ended.forEach(Partition::markDeleted);
    }
}
