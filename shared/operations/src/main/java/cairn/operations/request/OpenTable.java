package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.operations.settings.TableSettings;
import cairn.storage.table.Table;

/// A table and what its descriptor says.
public record OpenTable(Table table, TableSettings settings) {
    /// A table with its descriptor read.
    static OpenTable of(Table table) {
        return new OpenTable(table, TableSettings.decode(table.entry().descriptor()));
    }

    public String name() {
        return table.entry().name();
    }

    public KeySchema keys() {
        return settings.keys();
    }
}
