package cairn.operations.request;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.expression.Condition;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Placeholders;
import cairn.item.expression.Projection;
import cairn.item.expression.Update;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The expressions of one request, with their placeholders. Used by one thread.
public final class RequestExpressions {
    public static final Member<Json.Obj> EXPRESSION_ATTRIBUTE_NAMES =
            Members.names("ExpressionAttributeNames");
    public static final Member<Json.Obj> EXPRESSION_ATTRIBUTE_VALUES =
            Members.item("ExpressionAttributeValues");

    private static final Map<Kind, Member<String>> EXPRESSIONS = expressions();

    private static final Pattern NAME = Pattern.compile("#[a-zA-Z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[a-zA-Z0-9_]+");

    private final Input input;
    private Placeholders placeholders = new Placeholders(Map.of(), Map.of());
    private int valueBytes;

    private static Map<Kind, Member<String>> expressions() {
        Map<Kind, Member<String>> members = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            members.put(kind, Members.text(kind.parameter()));
        }
        return members;
    }

    /// The member for an expression of this kind.
    public static Member<String> member(Kind kind) {
        return Objects.requireNonNull(EXPRESSIONS.get(kind));
    }

    /// Checks that placeholders come only with an expression.
    ///
    /// @param kinds the expressions that the operation takes, in DynamoDB's order
    public RequestExpressions(Input input, Kind... kinds) {
        this.input = input;
        boolean any = false;
        boolean anyTakingValues = false;
        for (Kind kind : kinds) {
            boolean there = input.has(member(kind));
            any |= there;
            anyTakingValues |= there && kind != Kind.PROJECTION;
        }
        if (!any && input.has(EXPRESSION_ATTRIBUTE_NAMES)) {
            throw Failure.validation(RequestMessage.NAMES_WITHOUT_EXPRESSION);
        }
        if (!anyTakingValues && input.has(EXPRESSION_ATTRIBUTE_VALUES)) {
            List<String> takingValues =
                    Stream.of(kinds)
                            .filter(kind -> kind != Kind.PROJECTION)
                            .map(Kind::parameter)
                            .toList();
            throw Failure.validation(
                    RequestMessage.VALUES_WITHOUT_EXPRESSION,
                    String.join(" and ", takingValues),
                    takingValues.size() > 1 ? "are" : "is");
        }
    }

    /// Reads placeholders; must be called where DynamoDB does so. Then the expressions follow: each
    /// is parsed and resolved before the next.
    public RequestExpressions read() {
        placeholders = new Placeholders(names(), values());
        return this;
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Optional<Json.Obj> given = input.get(EXPRESSION_ATTRIBUTE_NAMES);
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
        Optional<Json.Obj> given = input.get(EXPRESSION_ATTRIBUTE_VALUES);
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
            throw Message.VALUES_INVALID.refused(e, key);
        }
    }

    private Optional<Syntax> parsed(Kind kind) {
        return input.get(member(kind)).map(text -> Expressions.parse(kind, text));
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
}
