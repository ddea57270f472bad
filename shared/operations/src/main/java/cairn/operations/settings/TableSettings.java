package cairn.operations.settings;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.storage.table.Description;
import cairn.storage.table.TableEntry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// DynamoDB's settings of a table, kept in its descriptor. Immutable; made and changed by a
/// [Draft].
///
/// @param id stable for one life of the table
/// @param createdMicros microseconds since 1970
/// @param tableClass absent unless it was given
/// @param encryptionKey ARN of the key that was chosen to encrypt the table; Cairn only remembers
///   it
/// @param stream absent if there never was one
/// @param expiryAttribute whose value says when an item expires; absent if items do not
/// @param unknown settings of a later Cairn, kept
public record TableSettings(
        KeySchema keys,
        Indexes indexes,
        String id,
        long createdMicros,
        Billing billing,
        Throughput throughput,
        boolean deletionProtection,
        Optional<TableClass> tableClass,
        Optional<String> encryptionKey,
        Optional<StreamSetting> stream,
        SortedMap<String, String> tags,
        Optional<String> expiryAttribute,
        Map<String, Json> unknown) {

    /// Settings in the making: those that a table must have, and of the rest what most tables have.
    /// Used by one thread.
    public static final class Draft {
        private final KeySchema keys;
        private final String id;
        private final long createdMicros;
        public Indexes indexes = Indexes.NONE;
        public Billing billing;
        public Throughput throughput = Throughput.ON_DEMAND;
        public boolean deletionProtection;
        public Optional<TableClass> tableClass = Optional.empty();
        public Optional<String> encryptionKey = Optional.empty();
        public Optional<StreamSetting> stream = Optional.empty();
        public SortedMap<String, String> tags = Collections.emptySortedMap();
        public Optional<String> expiryAttribute = Optional.empty();
        Map<String, Json> unknown = Map.of();

        /// @param createdMicros microseconds since 1970
        public Draft(KeySchema keys, String id, long createdMicros) {
            this.keys = keys;
            this.id = id;
            this.createdMicros = createdMicros;
            this.billing = new Billing(true, createdMicros);
        }

        private Draft(TableSettings before) {
            this(before.keys, before.id, before.createdMicros);
            indexes = before.indexes;
            billing = before.billing;
            throughput = before.throughput;
            deletionProtection = before.deletionProtection;
            tableClass = before.tableClass;
            encryptionKey = before.encryptionKey;
            stream = before.stream;
            tags = before.tags;
            expiryAttribute = before.expiryAttribute;
            unknown = before.unknown;
        }

        public TableSettings finish() {
            return new TableSettings(
                    keys,
                    indexes,
                    id,
                    createdMicros,
                    billing,
                    throughput,
                    deletionProtection,
                    tableClass,
                    encryptionKey,
                    stream,
                    new TreeMap<>(tags),
                    expiryAttribute,
                    new LinkedHashMap<>(unknown));
        }
    }

    /// The same table with other settings.
    ///
    /// @param change given a draft of the settings as they are
    public TableSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finish();
    }

    /// The duties of a writer beyond writing items, in the words of the catalog.
    private SortedSet<String> needs() {
        SortedSet<String> needs = new TreeSet<>();
        if (!indexes.local().isEmpty()) {
            needs.add(TableEntry.LOCAL_INDEXES);
        }
        if (!indexes.global().isEmpty()) {
            needs.add(TableEntry.GLOBAL_INDEXES);
        }
        return needs;
    }

    /// What the catalog keeps of a new table.
    public Description description() {
        return description(this);
    }

    /// What the catalog keeps of a table that was changed.
    ///
    /// @param before its settings before the change
    public Description description(TableSettings before) {
        Set<String> global =
                indexes.global().stream().map(GlobalIndex::name).collect(Collectors.toSet());
        boolean renews = !before.indexes.duties().equals(indexes.duties());
        return new Description(encode(), global, needs(), renews);
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
