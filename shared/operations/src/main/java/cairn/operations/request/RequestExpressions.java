package cairn.operations.request;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.Wording;
import cairn.item.expression.Condition;
import cairn.item.expression.Expressions;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Kind;
import cairn.item.expression.Placeholders;
import cairn.item.expression.Projection;
import cairn.item.expression.Syntax;
import cairn.item.expression.Update;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The expressions of one request, with their placeholders. Used by one thread.
public final class RequestExpressions {
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";

    private static final Pattern NAME = Pattern.compile("#[a-zA-Z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[a-zA-Z0-9_]+");

    private final Input input;
    private Placeholders placeholders = new Placeholders(Map.of(), Map.of());
    private int valueBytes;

    /// Checks that placeholders come with an expression only.
    ///
    /// @param kinds the expressions that the operation takes, in the order in which DynamoDB lists
    ///   them
    public RequestExpressions(Input input, Kind... kinds) {
        this.input = input;
        boolean any = false;
        boolean anyTakingValues = false;
        for (Kind kind : kinds) {
            boolean there = input.has(kind.parameter());
            any |= there;
            anyTakingValues |= there && kind != Kind.PROJECTION;
        }
        if (!any && input.has(NAMES)) {
            throw Failure.validation(NAMES + " can only be specified when using expressions");
        }
        if (!anyTakingValues && input.has(VALUES)) {
            List<String> takingValues =
                    Stream.of(kinds)
                            .filter(kind -> kind != Kind.PROJECTION)
                            .map(Kind::parameter)
                            .toList();
            throw Failure.validation(
                    VALUES
                            + " can only be specified when using expressions: "
                            + String.join(" and ", takingValues)
                            + (takingValues.size() > 1 ? " are null" : " is null"));
        }
    }

    /// Reads placeholders; to be called where DynamoDB does so. Then come the expressions one by
    /// one: each is parsed and resolved before the next is looked at.
    public RequestExpressions read() {
        placeholders = new Placeholders(names(), values());
        return this;
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Optional<Json.Obj> given = input.object(NAMES);
        if (given.isPresent()) {
            if (given.get().fields().isEmpty()) {
                throw Message.NAMES_EMPTY.refused();
            }
            given.get()
                    .fields()
                    .forEach(
                            (key, value) -> {
                                if (!NAME.matcher(key).matches()) {
                                    throw Message.NAMES_KEY_SYNTAX.refused(key);
                                }
                                if (value instanceof Json.Text(String name)) {
                                    if (name.isEmpty()) {
                                        throw Message.NAMES_INVALID.refused(
                                                "Empty attribute name", key);
                                    }
                                    ValueReader.mustNotBeTooLong(name);
                                    names.put(key, name);
                                }
                            });
        }
        return names;
    }

    private Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        Optional<Json.Obj> given = input.object(VALUES);
        if (given.isPresent()) {
            if (given.get().fields().isEmpty()) {
                throw Message.VALUES_EMPTY.refused();
            }
            given.get()
                    .fields()
                    .forEach(
                            (key, value) -> {
                                if (!VALUE.matcher(key).matches()) {
                                    throw Message.VALUES_KEY_SYNTAX.refused(key);
                                }
                                values.put(key, value(key, value));
                            });
        }
        values.values().forEach(value -> valueBytes += value.sizeBytes());
        return values;
    }

    private static AttributeValue value(String key, Json json) {
        try {
            return ValueReader.value(json);
        } catch (Refused e) {
            throw Message.VALUES_INVALID.refused(e.text(Wording.ESTABLISHED), key);
        }
    }

    private Optional<Syntax> parsed(Kind kind) {
        return input.text(kind.parameter()).map(text -> Expressions.parse(kind, text));
    }

    /// DynamoDB's size of all values together.
    public int valueBytes() {
        return valueBytes;
    }

    public Optional<Condition> condition(Kind kind) {
        return parsed(kind).map(syntax -> Condition.resolve(kind, syntax, placeholders));
    }

    public Optional<Projection> projection() {
        return parsed(Kind.PROJECTION)
                .map(syntax -> Projection.resolve((Syntax.Paths) syntax, placeholders));
    }

    public Optional<Update> update() {
        return parsed(Kind.UPDATE)
                .map(syntax -> Update.resolve((Syntax.Clauses) syntax, placeholders));
    }

    public Optional<KeyCondition> keyCondition() {
        return parsed(Kind.KEY_CONDITION).map(syntax -> KeyCondition.resolve(syntax, placeholders));
    }

    /// Ends the resolving.
    ///
    /// @throws Refused a placeholder is not used
    public void checkAllUsed() {
        placeholders.checkAllUsed();
    }

    /// Refuses parameters that this version does not know. A map without content asks for nothing.
    public static void refuse(Input input, String... parameters) {
        for (String parameter : parameters) {
            boolean nothing =
                    input.fields().get(parameter) instanceof Json.Obj map && map.fields().isEmpty();
            if (input.has(parameter) && !nothing) {
                throw Failure.unsupported("the parameter " + parameter);
            }
        }
    }
}
