package cairn.operations.propagation;

import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.TableSettings;
import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Keeps up the global indexes of one table. Thread-safe.
///
/// An index is derived from the log of the table's items: entries follow the commit of the item
/// that they are of, each exactly once, in the order of the log of its partition. Any process may
/// carry them; a process that wrote to the table does it at once, and the sweep finds what was left
/// over.
public final class Propagation {
    /// How long the answer to a write waits for its entries, where it waits at all.
    private static final Duration BUDGET = Duration.ofSeconds(1);

    private final IndexLives lives;
    private final Environment environment;
    private final Mode mode;
    private final Table table;
    private final Map<Partition, Propagator> propagators = new LinkedHashMap<>();

    /// When entries follow the commit of their item.
    public enum Timing {
        /// Beside the answer: in a process that lives on.
        BESIDE,

        /// Before the answer, as far as there is time: where nothing runs after it.
        BEFORE_ANSWER
    }

    /// How a process keeps up indexes.
    ///
    /// @param strongReads whether it offers strongly consistent reads of them, which DynamoDB
    ///   refuses
    public record Mode(Timing timing, boolean strongReads) {}

    public Propagation(IndexLives lives, Environment environment, Mode mode, Table table) {
        this.lives = lives;
        this.environment = environment;
        this.mode = mode;
        this.table = table;
        List<GlobalIndex> indexes =
                TableSettings.decode(table.entry().descriptor()).indexes().global().stream()
                        .filter(index -> index.state().isCarried())
                        .toList();
        for (Partition items : table.partitions()) {
            if (!indexes.isEmpty()) {
                propagators.put(items, new Propagator(environment, table, indexes, items));
            }
        }
    }

    /// Brings the indexes up to the log once, beside everything else: a process that died may have
    /// left something over. What can't be done now is left to the next write and the sweep.
    public void begin() {
        if (mode.timing() == Timing.BESIDE) {
            live();
        }
        if (mode.timing() == Timing.BESIDE && !propagators.isEmpty()) {
            environment.start("index", this::catchUp);
        }
    }

    private void catchUp() {
        try {
            sweep();
        } catch (PartitionDeleted | StoreUnavailable | MissingObject | UnreadableObject e) {
            // The same is met, and reported, by whoever uses the index.
        }
    }

    /// Carries what was committed to a partition of items. Does not block.
    ///
    /// @param after the sequence number before that
    /// @param answer called once, when the write may be answered
    public void carry(Partition items, long after, Runnable answer) {
        Propagator propagator = propagators.get(items);
        if (propagator == null || mode.timing() == Timing.BESIDE) {
            answer.run();
        }
        if (propagator == null) {
            return;
        }
        if (mode.timing() == Timing.BESIDE) {
            propagator.due(after, () -> {});
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (answered.compareAndSet(false, true)) {
                        answer.run();
                    }
                };
        propagator.due(after, once);
        environment.start(
                "budget",
                () -> {
                    environment.sleep(BUDGET);
                    if (!answered.get()) {
                        lives.behind(table.entry().name());
                    }
                    once.run();
                });
    }

    /// Sees to it that indexes that are unfinished are made or ended: beside everything else, or as
    /// far as there is time. The sweep does the rest.
    public void live() {
        if (IndexLife.unfinished(table.entry()).isEmpty()) {
            return;
        }
        if (mode.timing() == Timing.BESIDE) {
            lives.begin(table.entry().name());
            return;
        }
        long end = environment.monotonicNanos() + BUDGET.toNanos();
        lives.goOn(table.entry().name(), () -> environment.monotonicNanos() < end);
    }

    /// Whether global indexes may be read strongly consistent.
    public boolean hasStrongReads() {
        return mode.strongReads();
    }

    /// Makes and ends indexes that are unfinished. Blocks.
    ///
    /// @return whether nothing is left to do
    boolean life(BooleanSupplier timeLeft) {
        return lives.run(table.entry().name(), timeLeft);
    }

    /// Brings all indexes up to the log as it is now. Blocks.
    ///
    /// @return false if a partition did not take it
    public boolean sweep() {
        List<Propagator> all = new ArrayList<>(propagators.values());
        return !FanOut.map(environment, "sweep", all, Propagator::sweep).contains(false);
    }
}
