package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.PROJECTION;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;

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
import java.util.List;
import java.util.Set;

/// The indexes that a CreateTable request gives a table, checked in DynamoDB's order
/// (docs/dynamodb.md#table-life).
final class NewIndexes {
    private static final int LOCAL_MAX = 5;
    static final int GLOBAL_MAX = 20;
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
        Indexes all = new Indexes(local, global);
        checkProjected(all);
        return all;
    }

    /// @throws Failure the indexes of a table project too many attributes by name
    static void checkProjected(Indexes indexes) {
        int projected = indexes.inOrderOfChecks().stream().mapToInt(NewIndexes::projected).sum();
        if (projected > PROJECTED_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_PROJECTED);
        }
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
        NewGlobalIndex made = NewGlobalIndex.withTable(table, definitions, paidByRequest);
        for (Input index : given(input, GLOBAL_SECONDARY_INDEXES)) {
            global.add(made.of(index));
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
        return new SecondaryIndex(name, its, NewGlobalIndex.projection(index.must(PROJECTION)));
    }
}
