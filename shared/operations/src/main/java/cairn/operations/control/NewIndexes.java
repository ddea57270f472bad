package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.NON_KEY_ATTRIBUTES;
import static cairn.operations.control.IndexMembers.PROJECTION;
import static cairn.operations.control.IndexMembers.PROJECTION_TYPE;
import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.KEYS_MAX;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;
import static cairn.operations.control.TableMembers.KEY_TYPE;
import static cairn.operations.control.TableMembers.LONG_KEY_SCHEMA;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.READ_CAPACITY_UNITS;
import static cairn.operations.control.TableMembers.WRITE_CAPACITY_UNITS;

import cairn.item.IndexKeys;
import cairn.item.KeySchema;
import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The indexes that a CreateTable request gives a table, checked in DynamoDB's order
/// (docs/dynamodb.md#table-life).
final class NewIndexes {
    private static final int LOCAL_MAX = 5;
    private static final int GLOBAL_MAX = 20;
    private static final int KEYS_OF_ONE_TYPE_MAX = 4;
    private static final int PROJECTED_MAX = 100;

    private final KeySchema table;
    private final AttributeDefinitions definitions;
    private final boolean paidByRequest;
    private final Set<String> names = new HashSet<>();

    private NewIndexes(KeySchema table, AttributeDefinitions definitions, boolean paidByRequest) {
        this.table = table;
        this.definitions = definitions;
        this.paidByRequest = paidByRequest;
    }

    /// @param table keys of the table
    /// @throws Failure an index can't be
    static Indexes of(
            Input input, KeySchema table, AttributeDefinitions definitions, boolean paidByRequest) {
        NewIndexes indexes = new NewIndexes(table, definitions, paidByRequest);
        List<SecondaryIndex> local = indexes.local(input);
        List<GlobalIndex> global = indexes.global(input);
        int projected = 0;
        for (SecondaryIndex index : local) {
            projected += projected(index);
        }
        for (GlobalIndex index : global) {
            projected += projected(index.index());
        }
        if (projected > PROJECTED_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_PROJECTED);
        }
        return new Indexes(local, global);
    }

    private static int projected(SecondaryIndex index) {
        return index.projection() instanceof IndexProjection.Include include
                ? include.names().size()
                : 0;
    }

    private List<SecondaryIndex> local(Input input) {
        List<SecondaryIndex> local = new ArrayList<>();
        List<Input> given = given(input, LOCAL_SECONDARY_INDEXES);
        if (!given.isEmpty() && table.sort().isEmpty()) {
            throw Failure.validation(TableMessage.LOCAL_INDEX_WITHOUT_SORT_KEY);
        }
        for (Input index : given) {
            local.add(localIndex(index));
            mustBeNew(index.must(INDEX_NAME));
        }
        if (local.size() > LOCAL_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_LOCAL_INDEXES);
        }
        return local;
    }

    private List<GlobalIndex> global(Input input) {
        List<GlobalIndex> global = new ArrayList<>();
        for (Input index : given(input, GLOBAL_SECONDARY_INDEXES)) {
            global.add(globalIndex(index));
            mustBeNew(index.must(INDEX_NAME));
        }
        if (global.size() > GLOBAL_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_GLOBAL_INDEXES);
        }
        return global;
    }

    /// A list that is there must not be empty.
    private static List<Input> given(Input input, Member<List<Input>> member) {
        if (!input.has(member)) {
            return List.of();
        }
        List<Input> given = input.must(member);
        if (given.isEmpty()) {
            throw Failure.validation(TableMessage.INDEXES_EMPTY, member.name());
        }
        return given;
    }

    private void mustBeNew(String name) {
        if (!names.add(name)) {
            throw Failure.validation(TableMessage.INDEX_NAME_TWICE, name);
        }
    }

    private SecondaryIndex localIndex(Input index) {
        String name = index.must(INDEX_NAME);
        List<Input> elements = index.must(KEY_SCHEMA);
        TableKeys.check(elements, definitions);
        List<String> keys = TableKeys.names(elements);
        if (keys.size() == 1) {
            throw Failure.validation(TableMessage.INDEX_WITHOUT_SORT_KEY, name);
        }
        if (!keys.getFirst().equals(table.partition().name())) {
            throw Failure.validation(
                    TableMessage.INDEX_OF_OTHER_PARTITION_KEY,
                    name,
                    keys.getFirst(),
                    table.partition().name());
        }
        IndexKeys its = IndexKeys.local(table, definitions.attribute(keys.getLast()));
        return new SecondaryIndex(name, its, projection(index.must(PROJECTION)));
    }

    private GlobalIndex globalIndex(Input index) {
        String name = index.must(INDEX_NAME);
        IndexKeys keys = globalKeys(index.must(LONG_KEY_SCHEMA));
        IndexProjection projection = projection(index.must(PROJECTION));
        Optional<Input> units = index.get(PROVISIONED_THROUGHPUT);
        if (paidByRequest && units.isPresent()) {
            throw Failure.validation(TableMessage.INDEX_UNITS_OF_ON_DEMAND, name);
        }
        if (!paidByRequest && units.isEmpty()) {
            throw Failure.validation(TableMessage.INDEX_UNITS_MISSING, name);
        }
        return new GlobalIndex(
                new SecondaryIndex(name, keys, projection),
                units.map(its -> its.must(READ_CAPACITY_UNITS)).orElse(0L),
                units.map(its -> its.must(WRITE_CAPACITY_UNITS)).orElse(0L));
    }

    private IndexKeys globalKeys(List<Input> elements) {
        if (elements.size() <= KEYS_MAX) {
            boolean second = elements.getLast().must(KEY_TYPE).equals("HASH");
            if (elements.size() == 1 || !second) {
                TableKeys.check(elements, definitions);
            }
        }
        List<String> names = TableKeys.names(elements);
        if (!definitions.names().containsAll(names)) {
            throw Failure.validation(
                    TableMessage.KEY_UNDEFINED,
                    String.join(", ", names),
                    String.join(", ", definitions.names()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw Failure.validation(TableMessage.INDEX_KEY_TWICE);
        }
        List<KeySchema.Attribute> hash = new ArrayList<>();
        List<KeySchema.Attribute> range = new ArrayList<>();
        for (Input element : elements) {
            KeySchema.Attribute attribute = definitions.attribute(element.must(ATTRIBUTE_NAME));
            if (element.must(KEY_TYPE).equals("RANGE")) {
                range.add(attribute);
            } else if (range.isEmpty()) {
                hash.add(attribute);
            } else {
                throw Failure.validation(
                        hash.isEmpty()
                                ? TableMessage.FIRST_KEY_NOT_HASH
                                : TableMessage.HASH_KEY_AFTER_RANGE_KEY);
            }
        }
        if (hash.isEmpty()) {
            throw Failure.validation(TableMessage.FIRST_KEY_NOT_HASH);
        }
        if (hash.size() > KEYS_OF_ONE_TYPE_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_HASH_KEYS);
        }
        if (range.size() > KEYS_OF_ONE_TYPE_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_RANGE_KEYS);
        }
        return IndexKeys.global(hash, range, table);
    }

    private static IndexProjection projection(Input projection) {
        String type =
                projection
                        .get(PROJECTION_TYPE)
                        .orElseThrow(() -> Failure.validation(TableMessage.PROJECTION_MISSING));
        boolean included = type.equals("INCLUDE");
        if (!included && projection.has(NON_KEY_ATTRIBUTES)) {
            throw Failure.validation(TableMessage.PROJECTION_WITH_NAMES, type);
        }
        if (!included) {
            return type.equals("ALL") ? new IndexProjection.All() : new IndexProjection.KeysOnly();
        }
        if (!projection.has(NON_KEY_ATTRIBUTES)) {
            throw Failure.validation(TableMessage.PROJECTION_WITHOUT_NAMES);
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : projection.must(NON_KEY_ATTRIBUTES)) {
            if (!names.add(name)) {
                throw Failure.validation(TableMessage.PROJECTED_TWICE, name);
            }
        }
        return new IndexProjection.Include(names);
    }
}
