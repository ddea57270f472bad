package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.partition.Partition;
import cairn.storage.table.Table;
import cairn.storage.table.Tables;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Looks at every partition of every table and compacts those where it is due: what a writer's
/// request that was lost has left behind. One LIST for 1,000 tables, one GET a table and one a
/// partition. May be ended at any moment and begun again. Used by one thread.
public final class CompactionSweep {
    private static final int TABLES_MAX = 100;

    private final Environment environment;
    private final Tables tables;
    private final Compactions compactions;

    public CompactionSweep(Environment environment, Tables tables, Compactions compactions) {
        this.environment = environment;
        this.tables = tables;
        this.compactions = compactions;
    }

    /// Runs until all is done or time is out.
    ///
    /// @param timeLeft whether there is time for another job; asked before each
    /// @return whether all was looked at
    public boolean run(BooleanSupplier timeLeft) {
        String after = "";
        while (true) {
            List<String> names = tables.names(after, TABLES_MAX);
            for (String name : names) {
                Optional<Table> table = tables.look(name);
                if (table.isPresent() && !sweep(table.get(), timeLeft)) {
                    return false;
                }
            }
            if (names.size() < TABLES_MAX) {
                return true;
            }
            after = names.getLast();
        }
    }

    private boolean sweep(Table table, BooleanSupplier timeLeft) {
        List<Boolean> due =
                FanOut.map(environment, "sweep", table.partitions(), Partition::compactionDue);
        for (int i = 0; i < due.size(); i++) {
            if (!timeLeft.getAsBoolean()) {
                return false;
            }
            if (due.get(i)) {
                compactions.compact(table.partitions().get(i));
            }
        }
        return true;
    }
}
