package cairn.operations;

import cairn.operations.expiry.ExpiryJobs;
import cairn.operations.propagation.IndexJobs;
import cairn.operations.request.TableAccess;
import cairn.storage.background.JobKind;

import java.util.List;

/// Background jobs that come from the settings of tables.
public final class TableJobs {
    private TableJobs() {}

    public static List<JobKind> of(TableAccess tables) {
        return List.of(index(tables), new ExpiryJobs(tables));
    }

    /// Those that make, end and keep up global indexes.
    public static JobKind index(TableAccess tables) {
        return new IndexJobs(
                name ->
                        tables.tables()
                                .look(name)
                                .map(table -> tables.opened(table).propagation()));
    }
}
