package cairn.operations.control;

import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.ATTRIBUTE_TYPE;

import cairn.item.KeySchema;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The attributes that a request defines: types by names, in the order in which they were sent.
/// Immutable.
record AttributeDefinitions(Map<String, KeySchema.Type> types) {

    /// @throws Failure one is defined twice
    static AttributeDefinitions of(List<Input> given) {
        Map<String, KeySchema.Type> types = new LinkedHashMap<>();
        for (Input definition : given) {
            String name = definition.must(ATTRIBUTE_NAME);
            if (types.put(name, definition.must(ATTRIBUTE_TYPE)) != null) {
                throw Failure.validation(TableMessage.DEFINITION_TWICE, name);
            }
        }
        return new AttributeDefinitions(types);
    }

    /// These, and others where an attribute has another type or is not among these.
    AttributeDefinitions with(AttributeDefinitions others) {
        Map<String, KeySchema.Type> all = new LinkedHashMap<>(types);
        all.putAll(others.types);
        return new AttributeDefinitions(all);
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }

    /// An attribute that is defined.
    KeySchema.Attribute attribute(String name) {
        return new KeySchema.Attribute(name, Objects.requireNonNull(types.get(name), name));
    }

    /// @param keys names of the attributes of all keys
    /// @throws Failure one is defined that no key has
    void mustBeUsed(List<String> keys) {
        Set<String> used = new HashSet<>(keys);
        if (!used.containsAll(types.keySet())) {
            List<String> defined = new ArrayList<>(types.keySet());
            throw Failure.validation(
                    TableMessage.DEFINITIONS_UNUSED,
                    String.join(", ", defined),
                    String.join(", ", used));
        }
    }
}
