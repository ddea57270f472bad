package cairn.operations.legacy;

import static cairn.operations.legacy.LegacyMembers.ACTION;
import static cairn.operations.legacy.LegacyMembers.VALUE;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.expression.Path;
import cairn.item.expression.Update;
import cairn.item.json.ValueReader;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.RequestMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns AttributeUpdates into an update.
final class LegacyUpdate {
    private static final Set<String> SETS = Set.of("SS", "NS", "BS");
    private static final Set<String> ADDED = Set.of("N", "SS", "NS", "BS", "L");

    /// What is to be done with one attribute.
    enum Verb {
        ADD,
        PUT,
        DELETE
    }

    private LegacyUpdate() {}

    /// The update that the map asks for; nothing if it is empty, as if it were not there.
    ///
    /// @throws Failure an action that does not take its value, or needs one
    /// @throws cairn.item.Refused a value is none, or a name is none
    static Optional<Update> read(Map<String, Input> sent, SentValues values) {
        List<Update.Placed> placed = new ArrayList<>();
        sent.forEach(
                (name, update) -> {
                    if (name.isEmpty()) {
                        throw Message.ATTRIBUTE_NAME_EMPTY.refused();
                    }
                    ValueReader.mustNotBeTooLong(name);
                    placed.add(new Update.Placed(Path.to(name), action(update, values)));
                });
        return placed.isEmpty() ? Optional.empty() : Optional.of(Update.ofAttributes(placed));
    }

    private static Update.Action action(Input sent, SentValues values) {
        Optional<AttributeValue> value = sent.get(VALUE).map(values::read);
        Verb verb = sent.get(ACTION).orElse(Verb.PUT);
        if (value.isPresent()) {
            return action(verb, value.get());
        }
        if (verb != Verb.DELETE) {
            throw Failure.validation(RequestMessage.UPDATE_WITHOUT_VALUE);
        }
        return new Update.Action.Remove();
    }

    private static Update.Action action(Verb verb, AttributeValue value) {
        return switch (verb) {
            case PUT -> new Update.Action.Set(new Update.Value.Constant(value));
            case ADD -> {
                mustBe(ADDED, value, RequestMessage.UPDATE_ADD_TYPE);
                yield new Update.Action.Add(value);
            }
            case DELETE -> {
                mustBe(SETS, value, RequestMessage.UPDATE_DELETE_TYPE);
                yield new Update.Action.Delete(value);
            }
        };
    }

    private static void mustBe(Set<String> types, AttributeValue value, RequestMessage otherwise) {
        if (!types.contains(value.type())) {
            throw Failure.validation(otherwise, value.type());
        }
    }
}
