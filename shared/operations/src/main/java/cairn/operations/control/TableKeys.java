package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys that a CreateTable request gives a table.
final class TableKeys {
    private static final String P = "One or more parameter values were invalid: ";
    private static final int KEYS_MAX = 2;
    private static final int NAME_MAX = 255;

    private TableKeys() {}

    /// Adds the member constraints of KeySchema and AttributeDefinitions.
    static void constrain(Constraints constraints, Input input) {
        constraints.required(input, "KeySchema");
        input.list("KeySchema")
                .ifPresent(
                        list ->
                                constraints.length(
                                        "keySchema",
                                        echo(list.values()),
                                        list.values().size(),
                                        1,
                                        KEYS_MAX));
        constraints
                .each(
                        input,
                        "KeySchema",
                        (of, element) ->
                                of.required(element, "AttributeName")
                                        .length(element, "AttributeName", 1, NAME_MAX)
                                        .required(element, "KeyType")
                                        .oneOf(element, "KeyType", "HASH", "RANGE"))
                .required(input, "AttributeDefinitions")
                .each(
                        input,
                        "AttributeDefinitions",
                        (of, definition) ->
                                of.required(definition, "AttributeName")
                                        .length(definition, "AttributeName", 1, NAME_MAX)
                                        .required(definition, "AttributeType")
                                        .oneOf(definition, "AttributeType", "B", "N", "S"));
    }

    /// Key elements as DynamoDB writes them in messages.
    private static String echo(List<Json> elements) {
        return elements.stream().map(TableKeys::echo).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String echo(Json element) {
        if (!(element instanceof Json.Obj object)) {
            return "null";
        }
        Input input = new Input(object);
        return "KeySchemaElement(attributeName=%s, keyType=%s)"
                .formatted(
                        input.text("AttributeName").orElse("null"),
                        input.text("KeyType").orElse("null"));
    }

    private static List<Input> elements(Input input, String member) {
        List<Json> values = input.list(member).orElseThrow().values();
        return values.stream().map(element -> new Input((Json.Obj) element)).toList();
    }

    private static List<String> names(List<Input> elements) {
        List<String> names = new ArrayList<>();
        elements.forEach(element -> names.add(element.text("AttributeName").orElseThrow()));
        return names;
    }

    /// Checks what there is of keys, whatever else uses attributes.
    ///
    /// @throws Failure they are no keys
    static void checkNames(Input input) {
        List<Input> elements = elements(input, "KeySchema");
        List<String> names = names(elements);
        List<String> defined = names(elements(input, "AttributeDefinitions"));
        boolean two = elements.size() == KEYS_MAX;
        boolean same = two && names.getFirst().equals(names.getLast());
        if (!defined.containsAll(names) || same && defined.size() == 1) {
            throw Failure.validation(
                    two
                            ? "Invalid KeySchema: Some index key attribute have no definition"
                            : P
                                    + "Some index key attributes are not defined in"
                                    + " AttributeDefinitions. Keys: [%s], AttributeDefinitions: [%s]"
                                            .formatted(
                                                    String.join(", ", names),
                                                    String.join(", ", defined)));
        }
        if (same) {
            throw Failure.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same"
                            + " name");
        }
        if (!elements.getFirst().text("KeyType").orElse("").equals("HASH")) {
            throw Failure.validation(
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (two && !elements.getLast().text("KeyType").orElse("").equals("RANGE")) {
            throw Failure.validation(
                    "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
    }

    /// The keys of a request whose names were checked.
    ///
    /// @throws Failure an attribute is defined that no key has
    static KeySchema of(Input input) {
        List<String> names = names(elements(input, "KeySchema"));
        List<Input> definitions = elements(input, "AttributeDefinitions");
        if (definitions.size() != names.size()) {
            throw Failure.validation(
                    P
                            + "Number of attributes in KeySchema does not exactly match number of"
                            + " attributes defined in AttributeDefinitions");
        }
        KeySchema.Attribute partition = attribute(names.getFirst(), definitions);
        return new KeySchema(
                partition,
                names.size() == KEYS_MAX
                        ? Optional.of(attribute(names.getLast(), definitions))
                        : Optional.empty());
    }

    private static KeySchema.Attribute attribute(String name, List<Input> definitions) {
        String type =
                definitions.stream()
                        .filter(d -> d.text("AttributeName").orElse("").equals(name))
                        .findFirst()
                        .flatMap(d -> d.text("AttributeType"))
                        .orElseThrow();
        return new KeySchema.Attribute(name, KeySchema.Type.valueOf(type));
    }
}
