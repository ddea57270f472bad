package cairn.operations.request;

import cairn.item.KeySchema;
import cairn.item.KeySchema.Attribute;
import cairn.item.Message;
import cairn.item.expression.Path;
import cairn.item.index.SecondaryIndex;
import cairn.operations.propagation.IndexLives;
import cairn.operations.propagation.Propagation;
import cairn.operations.settings.TableSettings;
import cairn.storage.environment.Environment;
import cairn.storage.table.Table;

import java.util.List;

/// A table, what its descriptor says, and what keeps up its global indexes.
public record OpenTable(Table table, TableSettings settings, Propagation propagation) {
    /// A table with its descriptor read.
    static OpenTable of(
            Table table, IndexLives lives, Environment environment, Propagation.Mode mode) {
        TableSettings settings = TableSettings.decode(table.entry().descriptor());
        Propagation propagation = new Propagation(lives, environment, mode, table);
        propagation.begin();
        return new OpenTable(table, settings, propagation);
    }

    public String name() {
        return table.entry().name();
    }

    public KeySchema keys() {
        return settings.keys();
    }

    /// Refuses paths into key attributes, of the table first, then of its indexes.
    ///
    /// @throws cairn.item.Refused there is one
    public void checkPaths(List<Path> paths) {
        checkPaths(paths, keys().names(), Message.KEY_PATH_NOT_SCALAR);
        for (SecondaryIndex index : settings.indexes().inOrderOfChecks()) {
            List<String> names = index.keys().attributes().stream().map(Attribute::name).toList();
            checkPaths(paths, names, Message.INDEX_KEY_PATH_NOT_SCALAR);
        }
    }

    private static void checkPaths(List<Path> paths, List<String> names, Message refusal) {
        for (String name : names) {
            if (paths.stream().anyMatch(path -> path.isInside(name))) {
                throw refusal.refused(name);
            }
        }
    }
}
