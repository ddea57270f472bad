package cairn.storage.background;

import cairn.storage.event.Event;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;
import cairn.storage.table.Tables;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Checks every partition of every table and does the jobs that are due, including those of lost
/// events. One LIST for 1,000 tables, one GET for each table and one for each partition. May be
/// ended at any moment and started again. Used by one thread.
public final class Sweep {
    private static final int TABLES_MAX = 100;

    private final Tables tables;
    private final Jobs jobs;
    private boolean failed;

    public Sweep(Tables tables, Jobs jobs) {
        this.tables = tables;
        this.jobs = jobs;
    }

    /// Runs until everything is done or the time is over.
    ///
    /// @param timeLeft whether there is time for another job; called before each job
    public JobOutcome run(BooleanSupplier timeLeft) {
        String after = "";
        while (true) {
            List<String> names = tables.names(after, TABLES_MAX);
            for (String name : names) {
                if (!sweep(name, timeLeft)) {
                    return new JobOutcome.Unfinished();
                }
            }
            if (names.size() < TABLES_MAX) {
                return failed ? new JobOutcome.Failed("some jobs failed") : new JobOutcome.Done();
            }
            after = names.getLast();
        }
    }

    /// A table that cannot be read does not prevent the jobs of others.
    private boolean sweep(String name, BooleanSupplier timeLeft) {
        try {
            Optional<Table> table = tables.look(name);
            return table.isEmpty() || sweep(table.get(), timeLeft);
        } catch (UnreadableObject e) {
            tables.events().happened(Event.Damaged.by(e));
            return failed("sweep of " + name, e);
        } catch (StoreUnavailable | MissingObject e) {
            return failed("sweep of " + name, e);
        }
    }

    private boolean failed(String what, RuntimeException why) {
        tables.events().happened(new Event.JobFailed(what, String.valueOf(why.getMessage())));
        failed = true;
        return true;
    }

    private boolean sweep(Table table, BooleanSupplier timeLeft) {
        for (JobKind kind : jobs.kinds()) {
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
