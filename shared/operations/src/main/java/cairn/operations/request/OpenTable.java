package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.storage.table.Table;

/// A table and what its descriptor says.
public record OpenTable(Table table, TableDescription description) {
    public String name() {
        return table.entry().name();
    }

    public KeySchema keys() {
        return description.keys();
    }
}
