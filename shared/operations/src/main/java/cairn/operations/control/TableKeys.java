package cairn.operations.control;

import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.ATTRIBUTE_TYPE;
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

    private static List<String> names(List<Input> elements) {
        List<String> names = new ArrayList<>();
        elements.forEach(element -> names.add(element.must(ATTRIBUTE_NAME)));
        return names;
    }

    /// Checks the key schema by itself, whatever else uses attributes.
    ///
    /// @throws Failure it is not valid
    static void checkNames(Input input) {
        List<Input> elements = input.must(KEY_SCHEMA);
        List<String> names = names(elements);
        List<String> defined = names(input.must(ATTRIBUTE_DEFINITIONS));
        boolean two = elements.size() == KEYS_MAX;
        boolean same = two && names.getFirst().equals(names.getLast());
        if (!defined.containsAll(names) || same && defined.size() == 1) {
            throw two
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

    /// The keys of a request that [#checkNames] accepted.
    ///
    /// @throws Failure an attribute is defined that no key uses
    static KeySchema of(Input input) {
        List<String> names = names(input.must(KEY_SCHEMA));
        List<Input> definitions = input.must(ATTRIBUTE_DEFINITIONS);
        if (definitions.size() != names.size()) {
            throw Failure.validation(TableMessage.DEFINITIONS_COUNT);
        }
        KeySchema.Attribute partition = attribute(names.getFirst(), definitions);
        return new KeySchema(
                partition,
                names.size() == KEYS_MAX
                        ? Optional.of(attribute(names.getLast(), definitions))
                        : Optional.empty());
    }

    private static KeySchema.Attribute attribute(String name, List<Input> definitions) {
        KeySchema.Type type =
                definitions.stream()
                        .filter(d -> d.must(ATTRIBUTE_NAME).equals(name))
                        .findFirst()
                        .map(d -> d.must(ATTRIBUTE_TYPE))
                        .orElseThrow();
        return new KeySchema.Attribute(name, type);
    }
}
