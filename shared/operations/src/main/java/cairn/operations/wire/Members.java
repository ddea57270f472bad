package cairn.operations.wire;

import cairn.item.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The members of a request or of a structure in one, in the order in which DynamoDB checks them.
/// Immutable; made once, when the class of the operation is loaded.
///
/// A request may have several stages: the problems of one are reported only if the stages before it
/// have none.
public final class Members {
    private static final String MODEL = "com.amazonaws.dynamodb.v20120810.";

    private final String structure;
    private final Map<String, Member<?>> byName;
    private final Member<?>[][] stages;
    private final Member<?>[] later;
    private final Shape.Struct shape = new Shape.Struct(this);

    private Members(String structure, Map<String, Member<?>> byName, Member<?>[][] stages) {
        this.structure = structure;
        this.byName = byName;
        this.stages = stages;
        this.later = byName.values().stream().filter(Member::isLater).toArray(Member<?>[]::new);
    }

    /// @param structure its name in the service model
    public static Members of(String structure, Member<?>... inOrder) {
        return new Members(structure, Map.of(), new Member<?>[0][]).then(inOrder);
    }

    /// These members and a further stage. It may repeat a member, to check more of it or because
    /// Cairn does not know it yet; the last declaration counts.
    public Members then(Member<?>... inOrder) {
        Map<String, Member<?>> all = new LinkedHashMap<>(byName);
        for (Member<?> member : inOrder) {
            all.remove(member.name());
            all.put(member.name(), member);
        }
        Member<?>[][] more = Arrays.copyOf(stages, stages.length + 1);
        more[stages.length] =
                Arrays.stream(inOrder).filter(Member::isConstrained).toArray(Member<?>[]::new);
        return new Members(structure, all, more);
    }

    public List<Member<?>> all() {
        return List.copyOf(byName.values());
    }

    /// The structure's name in the service model.
    public String structure() {
        return structure;
    }

    /// The structure's shape.
    public Shape.Struct shape() {
        return shape;
    }

    String javaName() {
        return MODEL + structure;
    }

    /// Checks the type of one field; an unknown field counts as absent.
    void checkType(String field, Json value) {
        @Nullable Member<?> member = byName.get(field);
        if (member != null) {
            TypeCheck.check(member.shape(), value);
        }
    }

    /// Checks the constraints of a request whose types are right.
    ///
    /// @throws Failure ValidationException with all problems of the first stage that has any
    public void check(Input input) {
        Problems problems = new Problems();
        for (Member<?>[] stage : stages) {
            check(stage, input, null, problems);
            problems.check();
        }
    }

    /// Adds the problems of a structure, which has one stage.
    void check(Input input, At at, Problems problems) {
        check(stages[0], input, at, problems);
    }

    private static void check(Member<?>[] stage, Input input, @Nullable At in, Problems problems) {
        for (Member<?> member : stage) {
            member.check(input, in, problems);
        }
    }

    /// Refuses the first member that Cairn does not know yet and that asks for something.
    ///
    /// @throws Failure ValidationException
    public void refuseLater(Input input) {
        for (Member<?> member : later) {
            if (member.asks(input)) {
                throw Failure.unsupported("the parameter " + member.name());
            }
        }
    }

    public static Member<String> text(String name) {
        return new Member<>(name, new Shape.Str());
    }

    public static Member<Boolean> bool(String name) {
        return new Member<>(name, new Shape.Bool());
    }

    public static Member<Long> integer(String name) {
        return new Member<>(name, new Shape.Whole("Integer"));
    }

    public static Member<Long> longInteger(String name) {
        return new Member<>(name, new Shape.Whole("Long"));
    }

    /// A time in seconds since 1970.
    public static Member<Double> time(String name) {
        return new Member<>(name, new Shape.Time());
    }

    /// One of these words, in the order in which messages list them.
    public static Member<String> word(String name, String... words) {
        return new Member<>(name, new Shape.OneOf<>(List.of(words), Function.identity()));
    }

    /// One of an enum's constants, in the order in which messages list them.
    @SafeVarargs
    public static <E extends Enum<E>> Member<E> word(String name, E... inOrder) {
        List<String> words = new ArrayList<>();
        for (E constant : inOrder) {
            words.add(constant.name());
        }
        Class<E> type = inOrder[0].getDeclaringClass();
        return new Member<>(name, new Shape.OneOf<>(words, word -> Enum.valueOf(type, word)));
    }

    public static Member<List<String>> texts(String name) {
        return new Member<>(name, new Shape.ListOf<>(new Shape.Str()));
    }

    public static Member<Input> structure(String name, Members members) {
        return new Member<>(name, new Shape.Struct(members));
    }

    public static Member<List<Input>> structures(String name, Members members) {
        return new Member<>(name, new Shape.ListOf<>(new Shape.Struct(members)));
    }

    public static Member<Map<String, Input>> structuresByName(String name, Members members) {
        return new Member<>(name, new Shape.MapOf<>(new Shape.Struct(members)));
    }

    public static Member<Map<String, List<Input>>> structureListsByName(
            String name, Members members) {
        return new Member<>(name, new Shape.MapOf<>(new Shape.ListOf<>(new Shape.Struct(members))));
    }

    /// An item or a key; its values are checked later, as values.
    public static Member<Json.Obj> item(String name) {
        return new Member<>(name, ItemShapes.ITEM);
    }

    /// A list of items or keys.
    public static Member<List<Json.Obj>> items(String name) {
        return new Member<>(name, new Shape.ListOf<>(ItemShapes.ITEM));
    }

    /// One value.
    public static Member<Json.Obj> value(String name) {
        return new Member<>(name, ItemShapes.VALUE);
    }

    public static Member<List<Json.Obj>> values(String name) {
        return new Member<>(name, new Shape.ListOf<>(ItemShapes.VALUE));
    }

    /// Names by placeholder; nulls count as absent.
    public static Member<Json.Obj> names(String name) {
        return new Member<>(name, new Shape.Values(new Shape.MapOf<>(new Shape.Str())));
    }
}
