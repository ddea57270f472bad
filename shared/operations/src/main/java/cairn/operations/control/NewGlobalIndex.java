package cairn.operations.control;

import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.NON_KEY_ATTRIBUTES;
import static cairn.operations.control.IndexMembers.PROJECTION;
import static cairn.operations.control.IndexMembers.PROJECTION_TYPE;
import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.KEYS_MAX;
import static cairn.operations.control.TableMembers.KEY_TYPE;
import static cairn.operations.control.TableMembers.LONG_KEY_SCHEMA;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;

import cairn.item.IndexKeys;
import cairn.item.KeySchema;
import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes the global indexes that requests give a table.
///
/// @param table keys of the table
/// @param online whether the table is there already
record NewGlobalIndex(
        KeySchema table, AttributeDefinitions definitions, boolean paidByRequest, boolean online) {
    private static final int KEYS_OF_ONE_TYPE_MAX = 4;

    /// For indexes that are made with their table.
    static NewGlobalIndex withTable(
            KeySchema table, AttributeDefinitions definitions, boolean paidByRequest) {
        return new NewGlobalIndex(table, definitions, paidByRequest, false);
    }

    /// For an index that is made after its table.
    static NewGlobalIndex online(
            KeySchema table, AttributeDefinitions definitions, boolean paidByRequest) {
        return new NewGlobalIndex(table, definitions, paidByRequest, true);
    }

    /// @throws Failure it can't be
    GlobalIndex of(Input index) {
        String name = index.must(INDEX_NAME);
        IndexKeys keys = keys(index.must(LONG_KEY_SCHEMA));
        IndexProjection projection = projection(index.must(PROJECTION));
        boolean units = index.has(PROVISIONED_THROUGHPUT);
        if (paidByRequest && units) {
            throw Failure.validation(TableMessage.INDEX_UNITS_OF_ON_DEMAND, name);
        }
        if (!paidByRequest && !units) {
            throw Failure.validation(
                    online
                            ? TableMessage.NEW_INDEX_UNITS_MISSING
                            : TableMessage.INDEX_UNITS_MISSING,
                    name);
        }
        return new GlobalIndex(
                new SecondaryIndex(name, keys, projection),
                GivenThroughput.ofIndex(index, name).fresh(paidByRequest),
                online ? GlobalIndex.State.ALLOCATING : GlobalIndex.State.ACTIVE);
    }

    private IndexKeys keys(List<Input> elements) {
        if (!online && elements.size() <= KEYS_MAX) {
            boolean second = elements.getLast().must(KEY_TYPE).equals("HASH");
            if (elements.size() == 1 || !second) {
                TableKeys.check(elements, definitions);
            }
        }
        List<String> names = TableKeys.names(elements);
        if (!definitions.names().containsAll(names)) {
            throw undefined(names);
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

    private Failure undefined(List<String> names) {
        return online
                ? Failure.validation(TableMessage.INDEX_KEY_UNDEFINED)
                : Failure.validation(
                        TableMessage.KEY_UNDEFINED,
                        String.join(", ", names),
                        String.join(", ", definitions.names()));
    }

    /// @throws Failure it can't be
    static IndexProjection projection(Input projection) {
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
