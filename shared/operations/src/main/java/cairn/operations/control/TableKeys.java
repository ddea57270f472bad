package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that a CreateTable request gives a table.
final class TableKeys {
    private static final String P = "One or more parameter values were invalid: ";
    private static final int NAME_BYTES_MAX = 255;

    private TableKeys() {}

    /// @throws Failure they are no keys
    static KeySchema of(Input input) {
        Map<String, KeySchema.Type> definitions = new LinkedHashMap<>();
        for (Input definition : CreateTable.elements(input, "AttributeDefinitions")) {
            definitions.put(
                    definition.text("AttributeName").orElseThrow(),
                    KeySchema.Type.valueOf(definition.text("AttributeType").orElseThrow()));
        }
        List<Input> elements = CreateTable.elements(input, "KeySchema");
        if (elements.isEmpty() || elements.size() > 2) {
            throw Failure.validation(
                    "1 validation error detected: Value at 'keySchema' failed to satisfy"
                            + " constraint: Member must have length "
                            + (elements.isEmpty()
                                    ? "greater than or equal to 1"
                                    : "less than or equal to 2"));
        }
        List<String> names = new ArrayList<>();
        for (Input element : elements) {
            names.add(element.text("AttributeName").orElseThrow());
        }
        checkTypes(elements, names);
        checkDefinitions(names, definitions);
        KeySchema.Attribute partition = attribute(names.getFirst(), definitions);
        return new KeySchema(
                partition,
                names.size() == 2
                        ? Optional.of(attribute(names.get(1), definitions))
                        : Optional.empty());
    }

    private static void checkTypes(List<Input> elements, List<String> names) {
        if (!elements.getFirst().text("KeyType").orElse("").equals("HASH")) {
            throw Failure.validation(
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (elements.size() == 2) {
            if (names.getFirst().equals(names.get(1))) {
                throw Failure.validation(
                        "Both the Hash Key and the Range Key element in the KeySchema have the same"
                                + " name");
            }
            if (!elements.get(1).text("KeyType").orElse("").equals("RANGE")) {
                throw Failure.validation(
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
            }
        }
    }

    private static void checkDefinitions(
            List<String> names, Map<String, KeySchema.Type> definitions) {
        List<String> undefined = names.stream().filter(n -> !definitions.containsKey(n)).toList();
        if (!undefined.isEmpty()) {
            throw Failure.validation(
                    P
                            + "Some index key attributes are not defined in AttributeDefinitions."
                            + " Keys: [%s], AttributeDefinitions: [%s]"
                                    .formatted(
                                            String.join(", ", names),
                                            String.join(", ", definitions.keySet())));
        }
        if (definitions.size() != names.size()) {
            throw Failure.validation(
                    P
                            + "Number of attributes in KeySchema does not exactly match number of"
                            + " attributes defined in AttributeDefinitions");
        }
    }

    private static KeySchema.Attribute attribute(
            String name, Map<String, KeySchema.Type> definitions) {
        if (name.isEmpty() || name.length() > NAME_BYTES_MAX) {
            throw Failure.validation(
                    "1 validation error detected: Value '%s' at 'keySchema.1.member.attributeName'"
                                    .formatted(name)
                            + " failed to satisfy constraint: Member must have length "
                            + (name.isEmpty()
                                    ? "greater than or equal to 1"
                                    : "less than or equal to 255"));
        }
        KeySchema.Type type = definitions.get(name);
        if (type == null) {
            throw new IllegalStateException("checked before");
        }
        return new KeySchema.Attribute(name, type);
    }
}
