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
        return List.of(
                new IndexJobs(
                        name ->
                                tables.tables()
                                        .look(name)
                                        .map(table -> tables.opened(table).propagation()),
                        table -> tables.opened(table).propagation()),
                new ExpiryJobs(tables));
    }
}
