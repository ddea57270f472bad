package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.storage.table.Table;

/// A table and its decoded descriptor.
public record OpenTable(Table table, TableSettings description) {
    /// Decodes the table's descriptor.
    static OpenTable of(Table table) {
        return new OpenTable(table, TableSettings.decode(table.entry().descriptor()));
    }

    public String name() {
        return table.entry().name();
    }

    public KeySchema keys() {
        return description.keys();
    }
}
