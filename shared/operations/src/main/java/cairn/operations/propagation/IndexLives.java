package cairn.operations.propagation;

import cairn.storage.environment.Environment;
import cairn.storage.event.Event;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Tables;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Makes and ends the global indexes of all tables of a process: of each table by one task at a
/// time. Thread-safe.
public final class IndexLives {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

    private final Tables tables;
    private final Environment environment;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public IndexLives(Tables tables, Environment environment) {
        this.tables = tables;
        this.environment = environment;
    }

    /// Goes on beside everything else until no index of a table is unfinished: again and again,
    /// while the store gives no answer or a partition takes nothing. Does not block.
    void begin(String table) {
        if (underWay.add(table)) {
            environment.start("index", () -> untilDone(table));
        }
    }

    private void untilDone(String table) {
        Duration pause = PAUSE;
        try {
            while (!tried(table, () -> true)) {
                environment.sleep(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(PAUSE_MAX) < 0 ? longer : PAUSE_MAX;
            }
        } finally {
            underWay.remove(table);
        }
    }

    /// Goes on for as long as there is time. Blocks. What is left is asked for as an event.
    void goOn(String table, BooleanSupplier timeLeft) {
        if (!tried(table, timeLeft)) {
            behind(table);
        }
    }

    /// An index of a table is behind, and nothing in this process sees to it.
    void behind(String table) {
        tables.events().happened(new Event.IndexBehind(table));
    }

    private boolean tried(String table, BooleanSupplier timeLeft) {
        try {
            return run(table, timeLeft);
        } catch (PartitionDeleted | StoreUnavailable | MissingObject | UnreadableObject e) {
            return false;
        }
    }

    /// Goes on for as long as there is time. Blocks.
    ///
    /// @return whether nothing is left to do
    /// @throws PartitionDeleted another process ended an index or the table
    boolean run(String table, BooleanSupplier timeLeft) {
        return new IndexLife(tables, environment, table, timeLeft).run();
    }
}
