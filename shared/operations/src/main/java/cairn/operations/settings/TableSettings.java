package cairn.operations.settings;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.storage.table.TableEntry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// DynamoDB's settings of a table, kept in its descriptor. Immutable; made and changed by a
/// [Draft].
///
/// @param id stable for one life of the table
/// @param createdMicros microseconds since 1970
/// @param tableClass absent unless it was given
/// @param unknown settings of a later Cairn, kept
public record TableSettings(
        KeySchema keys,
        Indexes indexes,
        String id,
        long createdMicros,
        Billing billing,
        boolean deletionProtection,
        Optional<String> tableClass,
        Map<String, Json> unknown) {

    /// Settings in the making: those that a table must have, and of the rest what most tables have.
    /// Used by one thread.
    public static final class Draft {
        private final KeySchema keys;
        private final String id;
        private final long createdMicros;
        public Indexes indexes = Indexes.NONE;
        public Billing billing = Billing.ON_DEMAND;
        public boolean deletionProtection;
        public Optional<String> tableClass = Optional.empty();
        Map<String, Json> unknown = Map.of();

        /// @param createdMicros microseconds since 1970
        public Draft(KeySchema keys, String id, long createdMicros) {
            this.keys = keys;
            this.id = id;
            this.createdMicros = createdMicros;
        }

        public TableSettings finish() {
            return new TableSettings(
                    keys,
                    indexes,
                    id,
                    createdMicros,
                    billing,
                    deletionProtection,
                    tableClass,
                    new LinkedHashMap<>(unknown));
        }
    }

    /// The same table with other settings.
    ///
    /// @param change given a draft of the settings as they are
    public TableSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(keys, id, createdMicros);
        draft.indexes = indexes;
        draft.billing = billing;
        draft.deletionProtection = deletionProtection;
        draft.tableClass = tableClass;
        draft.unknown = unknown;
        change.accept(draft);
        return draft.finish();
    }

    /// The duties of a writer beyond writing items, in the words of the catalog.
    public SortedSet<String> needs() {
        SortedSet<String> needs = new TreeSet<>();
        if (!indexes.local().isEmpty()) {
            needs.add(TableEntry.LOCAL_INDEXES);
        }
        if (!indexes.global().isEmpty()) {
            needs.add(TableEntry.GLOBAL_INDEXES);
        }
        return needs;
    }

    /// The text that the catalog keeps.
    public String encode() {
        return SettingsForm.encode(this);
    }

    /// Reads what [#encode] wrote.
    public static TableSettings decode(String text) {
        return SettingsForm.decode(text);
    }
}
