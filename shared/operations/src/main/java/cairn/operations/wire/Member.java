package cairn.operations.wire;

import cairn.item.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One member of a request, or of a structure in one. Its one declaration is used to check it, to
/// read it and to compare it with the service model. Immutable.
///
/// @param <T> the type to which it is read
public final class Member<T> {
    private enum Presence {
        OPTIONAL,
        REQUIRED,

        /// Required, and reported alone in its own words.
        PARAMETER
    }

    /// The checks of a member.
    ///
    /// @param frame the text around a problem
    /// @param later whether Cairn does not know it yet
    private record Rules<T>(
            Presence presence,
            List<Constraint<T>> constraints,
            RequestMessage frame,
            boolean later) {}

    private final String name;
    private final Shape<T> shape;
    private final Rules<T> rules;
    private final At atTop;

    Member(String name, Shape<T> shape) {
        this(name, shape, new Rules<>(Presence.OPTIONAL, List.of(), RequestMessage.PROBLEM, false));
    }

    private Member(String name, Shape<T> shape, Rules<T> rules) {
        this.name = name;
        this.shape = shape;
        this.rules = rules;
        this.atTop = At.member(null, name, rules.frame);
    }

    private Member<T> with(Presence presence) {
        return new Member<>(
                name, shape, new Rules<>(presence, rules.constraints, rules.frame, rules.later));
    }

    /// As this, required.
    public Member<T> required() {
        return with(Presence.REQUIRED);
    }

    /// As this, required; its absence is reported alone.
    public Member<T> requiredParameter() {
        return with(Presence.PARAMETER);
    }

    /// As this, optional.
    public Member<T> optional() {
        return with(Presence.OPTIONAL);
    }

    /// As this, with these constraints, in the order in which they are reported.
    @SafeVarargs
    public final Member<T> where(Constraint<T>... all) {
        List<Constraint<T>> inOrder = new ArrayList<>();
        for (Constraint<T> constraint : all) {
            inOrder.add(constraint);
        }
        return new Member<>(
                name,
                shape,
                new Rules<>(rules.presence, List.copyOf(inOrder), rules.frame, rules.later));
    }

    /// As this, with problems reported in another text.
    public Member<T> reportedAs(RequestMessage frame) {
        return new Member<>(
                name, shape, new Rules<>(rules.presence, rules.constraints, frame, rules.later));
    }

    /// As this, not known to Cairn yet: only its type is checked, and it is refused if it asks for
    /// something. To have its constraints reported, declare it in an earlier stage too.
    public Member<T> later() {
        return new Member<>(
                name, shape, new Rules<>(rules.presence, rules.constraints, rules.frame, true));
    }

    public String name() {
        return name;
    }

    public Shape<T> shape() {
        return shape;
    }

    public boolean isRequired() {
        return rules.presence != Presence.OPTIONAL;
    }

    public boolean isLater() {
        return rules.later;
    }

    T read(Json sent) {
        return shape.read(sent);
    }

    /// Whether more than its type must be checked.
    boolean isConstrained() {
        boolean parts =
                switch (shape) {
                    case Shape.OneOf<?> words -> true;
                    case Shape.ListOf<?> list -> true;
                    case Shape.MapOf<?> map -> true;
                    case Shape.Struct structure -> true;
                    default -> false;
                };
        return !rules.later && (parts || isRequired() || !rules.constraints.isEmpty());
    }

    /// Adds the problems of the member.
    ///
    /// @param in the containing structure; null for the request
    /// @throws Failure a problem that is reported alone
    void check(Input input, @Nullable At in, Problems problems) {
        @Nullable Json sent = input.sent(name);
        if (sent == null && rules.presence == Presence.OPTIONAL) {
            return;
        }
        if (sent == null && rules.presence == Presence.PARAMETER) {
            throw Failure.validation(RequestMessage.PARAMETER_REQUIRED, name);
        }
        At at = in == null ? atTop : At.member(in, name, rules.frame);
        if (sent == null) {
            problems.missing(at);
            return;
        }
        for (Constraint<T> constraint : rules.constraints) {
            constraint.check(sent, at, problems);
        }
        shape.checkParts(sent, at, problems);
    }

    /// Checks one member of a structure in this map. Its problems are reported on their own.
    ///
    /// @throws Failure ValidationException
    public void checkAlone(String key, Member<?> part, Input structure) {
        Problems problems = new Problems();
        part.check(structure, atTop.element(key), problems);
        problems.check();
    }

    /// Whether a value was sent that asks for something.
    boolean asks(Input input) {
        @Nullable Json sent = input.sent(name);
        return switch (sent) {
            case null -> false;
            case Json.Arr(var elements) -> !elements.isEmpty();
            case Json.Obj(var fields) ->
                    shape instanceof Shape.Struct
                            ? fields.values().stream().anyMatch(v -> !(v instanceof Json.Null))
                            : !fields.isEmpty();
            default -> true;
        };
    }
}
