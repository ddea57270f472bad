package cairn.operations.control;

import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.NON_KEY_ATTRIBUTES;
import static cairn.operations.control.IndexMembers.PROJECTION;
import static cairn.operations.control.IndexMembers.PROJECTION_TYPE;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;

import cairn.item.IndexKeys;
import cairn.item.KeySchema;
import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The indexes that a CreateTable request gives a table, checked in DynamoDB's order
/// (docs/dynamodb.md#table-life).
final class NewIndexes {
    private static final int LOCAL_MAX = 5;
    private static final int PROJECTED_MAX = 100;

    private NewIndexes() {}

    /// @param table keys of the table
    /// @throws Failure an index can't be
    static Indexes of(Input input, KeySchema table, AttributeDefinitions definitions) {
        if (!input.has(LOCAL_SECONDARY_INDEXES)) {
            return Indexes.NONE;
        }
        List<Input> given = input.must(LOCAL_SECONDARY_INDEXES);
        if (given.isEmpty()) {
            throw Failure.validation(TableMessage.INDEXES_EMPTY, LOCAL_SECONDARY_INDEXES.name());
        }
        if (table.sort().isEmpty()) {
            throw Failure.validation(TableMessage.LOCAL_INDEX_WITHOUT_SORT_KEY);
        }
        Set<String> names = new HashSet<>();
        List<SecondaryIndex> local = new ArrayList<>();
        for (Input index : given) {
            local.add(local(index, table, definitions));
            if (!names.add(index.must(INDEX_NAME))) {
                throw Failure.validation(TableMessage.INDEX_NAME_TWICE, index.must(INDEX_NAME));
            }
        }
        if (local.size() > LOCAL_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_LOCAL_INDEXES);
        }
        if (local.stream().mapToInt(NewIndexes::projected).sum() > PROJECTED_MAX) {
            throw Failure.validation(TableMessage.TOO_MANY_PROJECTED);
        }
        return new Indexes(local);
    }

    private static int projected(SecondaryIndex index) {
        return index.projection() instanceof IndexProjection.Include include
                ? include.names().size()
                : 0;
    }

    private static SecondaryIndex local(
            Input index, KeySchema table, AttributeDefinitions definitions) {
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
