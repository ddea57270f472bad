package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.KEYS_MAX;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;
import static cairn.operations.control.TableMembers.KEY_TYPE;

import cairn.item.KeySchema;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys that a CreateTable request defines.
final class TableKeys {
    private TableKeys() {}

    static List<String> names(List<Input> elements) {
        return elements.stream().map(element -> element.must(ATTRIBUTE_NAME)).toList();
    }

    /// @throws Failure they are not keys, or attributes are defined that no key has
    static KeySchema of(Input input, AttributeDefinitions definitions) {
        List<Input> elements = input.must(KEY_SCHEMA);
        check(elements, definitions);
        List<String> names = names(elements);
        checkAllUsed(input, definitions);
        return new KeySchema(
                definitions.attribute(names.getFirst()),
                names.size() == KEYS_MAX
                        ? Optional.of(definitions.attribute(names.getLast()))
                        : Optional.empty());
    }

    /// Checks the keys of a table, or of an index that has at most two.
    ///
    /// @throws Failure they are not keys
    static void check(List<Input> elements, AttributeDefinitions definitions) {
        List<String> names = names(elements);
        List<String> defined = definitions.names();
        boolean two = elements.size() == KEYS_MAX;
        boolean same = two && names.getFirst().equals(names.getLast());
        if (!defined.containsAll(names) || same && defined.size() == 1) {
            throw two || defined.isEmpty()
                    ? Failure.validation(TableMessage.KEYS_UNDEFINED)
                    : Failure.validation(
                            TableMessage.KEY_UNDEFINED,
                            String.join(", ", names),
                            String.join(", ", defined));
        }
        if (same) {
            throw Failure.validation(TableMessage.KEYS_EQUAL);
        }
        if (!elements.getFirst().must(KEY_TYPE).equals("HASH")) {
            throw Failure.validation(TableMessage.FIRST_KEY_NOT_HASH);
        }
        if (two && !elements.getLast().must(KEY_TYPE).equals("RANGE")) {
            throw Failure.validation(TableMessage.SECOND_KEY_NOT_RANGE);
        }
    }

    /// Before all else that is wrong with indexes (observed).
    private static void checkAllUsed(Input input, AttributeDefinitions definitions) {
        List<Input> indexes = new ArrayList<>();
        input.get(LOCAL_SECONDARY_INDEXES).ifPresent(indexes::addAll);
        input.get(GLOBAL_SECONDARY_INDEXES).ifPresent(indexes::addAll);
        List<String> keys = new ArrayList<>(names(input.must(KEY_SCHEMA)));
        if (indexes.isEmpty()) {
            if (definitions.names().size() != keys.size()) {
                throw Failure.validation(TableMessage.DEFINITIONS_COUNT);
            }
            return;
        }
        indexes.forEach(index -> keys.addAll(names(index.must(KEY_SCHEMA))));
        definitions.mustBeUsed(keys);
    }
}
