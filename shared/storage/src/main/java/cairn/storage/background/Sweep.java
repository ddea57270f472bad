package cairn.storage.background;

import cairn.storage.table.Table;
import cairn.storage.table.Tables;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Looks at every partition of every table and does the jobs that are due there: what an event that
/// was lost has left behind. One LIST for 1,000 tables, one GET a table and one a partition. May be
/// ended at any moment and begun again. Used by one thread.
public final class Sweep {
    private static final int TABLES_MAX = 100;

    private final Tables tables;
    private final List<JobKind> kinds;
    private final Jobs jobs;
    private boolean failed;

    public Sweep(Tables tables, List<JobKind> kinds, Jobs jobs) {
        this.tables = tables;
        this.kinds = List.copyOf(kinds);
        this.jobs = jobs;
    }

    /// Runs until all is done or time is out.
    ///
    /// @param timeLeft whether there is time for another job; asked before each
    public JobOutcome run(BooleanSupplier timeLeft) {
        String after = "";
        while (true) {
            List<String> names = tables.names(after, TABLES_MAX);
            for (String name : names) {
                Optional<Table> table = tables.look(name);
                if (table.isPresent() && !sweep(table.get(), timeLeft)) {
                    return new JobOutcome.Unfinished();
                }
            }
            if (names.size() < TABLES_MAX) {
                return failed ? new JobOutcome.Failed("some jobs failed") : new JobOutcome.Done();
            }
            after = names.getLast();
        }
    }

    private boolean sweep(Table table, BooleanSupplier timeLeft) {
        for (JobKind kind : kinds) {
            for (Job job : kind.dueOn(table)) {
                if (!timeLeft.getAsBoolean()) {
                    return false;
                }
                failed |= jobs.run(job, timeLeft) instanceof JobOutcome.Failed;
            }
        }
        return true;
    }
}
