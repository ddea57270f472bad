package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// DynamoDB's member-constraint layer: checks members one by one and answers with all problems at
/// once, ten at most, in its established words. Used by one thread for one request.
public final class Constraints {
    private static final int PROBLEMS_MAX = 10;
    private static final int ECHO_CHARS_MAX = 1000;
    private static final int TABLE_NAME_MIN = 3;
    private static final int TABLE_NAME_MAX = 255;
    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private final List<String> problems;
    private final String prefix;

    public Constraints() {
        this(new ArrayList<>(), "");
    }

    private Constraints(List<String> problems, String prefix) {
        this.problems = problems;
        this.prefix = prefix;
    }

    /// The same layer for the members of a structure.
    ///
    /// @param path of the structure from here
    public Constraints within(String path) {
        return new Constraints(problems, prefix + path + ".");
    }

    private void add(String path, String value, String constraint) {
        // What is not told need not be kept: a list may have millions of them.
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(
                    "Value %s at '%s%s' failed to satisfy constraint: %s"
                            .formatted(value, prefix, path, constraint));
        }
    }

    /// A member's path in messages: its name with a small letter first.
    private static String path(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }

    public Constraints required(Input input, String member) {
        if (!input.has(member)) {
            missing(path(member));
        }
        return this;
    }

    public Constraints missing(String path) {
        add(path, "null", "Member must not be null");
        return this;
    }

    /// A member that must be one of some words, as DynamoDB lists them.
    public Constraints oneOf(Input input, String member, String... words) {
        Optional<String> value = input.text(member);
        if (value.isPresent() && !List.of(words).contains(value.get())) {
            add(
                    path(member),
                    quoted(value.get()),
                    "Member must satisfy enum value set: [" + String.join(", ", words) + "]");
        }
        return this;
    }

    /// A value as messages show it: its beginning, if it is long.
    private static String quoted(Object value) {
        String text = value.toString();
        return "'"
                + (text.length() > ECHO_CHARS_MAX
                        ? text.substring(0, ECHO_CHARS_MAX) + "..."
                        : text)
                + "'";
    }

    public Constraints atLeast(Input input, String member, long least) {
        Optional<Long> value = input.whole(member);
        if (value.isPresent() && value.get() < least) {
            add(
                    path(member),
                    quoted(value.get()),
                    "Member must have value greater than or equal to " + least);
        }
        return this;
    }

    public Constraints atMost(Input input, String member, long most) {
        Optional<Long> value = input.whole(member);
        if (value.isPresent() && value.get() > most) {
            add(
                    path(member),
                    quoted(value.get()),
                    "Member must have value less than or equal to " + most);
        }
        return this;
    }

    public Constraints length(String path, String echo, int length, int least, int most) {
        if (length < least) {
            add(path, quoted(echo), "Member must have length greater than or equal to " + least);
        }
        if (length > most) {
            add(path, quoted(echo), "Member must have length less than or equal to " + most);
        }
        return this;
    }

    /// A text's length, if it is there.
    public Constraints length(Input input, String member, int least, int most) {
        input.text(member).ifPresent(t -> length(path(member), t, t.length(), least, most));
        return this;
    }

    /// A list that must not be empty, if it is there.
    public Constraints filled(Input input, String member) {
        input.list(member)
                .map(list -> list.values().size())
                .ifPresent(size -> length(path(member), "[]", size, 1, Integer.MAX_VALUE));
        return this;
    }

    /// A map of lists, each of which has from 1 to `most` elements.
    public Constraints listsUpTo(Input input, String member, int most) {
        Optional<Json.Obj> map = input.object(member);
        boolean wrong =
                map.isPresent()
                        && map.get().fields().values().stream()
                                .anyMatch(
                                        list ->
                                                list instanceof Json.Arr(List<Json> elements)
                                                        && (elements.isEmpty()
                                                                || elements.size() > most));
        if (wrong) {
            add(
                    path(member),
                    quoted(map.get().text()),
                    "Map value must satisfy constraint: [Member must have length less than or equal"
                            + " to "
                            + most
                            + ", Member must have length greater than or equal to 1]");
        }
        return this;
    }

    /// A list of structures: none of them null, and each right.
    ///
    /// @param each checks a structure by the constraints of its own path
    public Constraints each(Input input, String member, BiConsumer<Constraints, Input> each) {
        List<Json> elements = input.list(member).map(Json.Arr::values).orElse(List.of());
        return each(path(member), elements, each);
    }

    /// A list none of whose elements may be null.
    public Constraints noneNull(Input input, String member) {
        return each(input, member, (constraints, element) -> {});
    }

    /// A list of structures: none of them null, and each right.
    ///
    /// @param path of the list
    /// @param each checks a structure by the constraints of its own path
    public Constraints each(String path, List<Json> elements, BiConsumer<Constraints, Input> each) {
        for (int i = 0; i < elements.size(); i++) {
            String at = "%s.%d.member".formatted(path, i + 1);
            if (elements.get(i) instanceof Json.Obj structure) {
                each.accept(within(at), new Input(structure));
            } else {
                missing(at);
            }
        }
        return this;
    }

    /// Which table is meant, by its name or its ARN.
    public Constraints tableName(Input input, String member) {
        Optional<String> given = input.text(member);
        if (given.isEmpty()) {
            return missing(path(member));
        }
        String name = TableNames.of(given.get());
        return name.isEmpty()
                ? length(path(member), given.get(), 0, 1, TABLE_NAME_MAX)
                : pattern(path(member), given.get(), name)
                        .length(path(member), given.get(), name.length(), 1, TABLE_NAME_MAX);
    }

    /// The name that a table has, or its ARN, where tables themselves are the matter: stricter than
    /// where items are (observed).
    public Constraints wholeTableName(Input input, String member) {
        String given = input.text(member).orElse("");
        String name = TableNames.of(given);
        return pattern(path(member), given, name)
                .length(path(member), given, name.length(), TABLE_NAME_MIN, TABLE_NAME_MAX);
    }

    private Constraints pattern(String path, String echo, String text) {
        if (!TABLE_NAME.matcher(text).matches()) {
            add(
                    path,
                    quoted(echo),
                    "Member must satisfy regular expression pattern: " + TABLE_NAME);
        }
        return this;
    }

    /// A map whose keys are names of tables, or their ARNs.
    public Constraints tableNames(Input input, String member) {
        Optional<Json.Obj> map = input.object(member);
        if (map.isEmpty()) {
            return this;
        }
        for (String key : map.get().fields().keySet()) {
            String name = TableNames.of(key);
            if (name.length() < TABLE_NAME_MIN
                    || name.length() > TABLE_NAME_MAX
                    || !TABLE_NAME.matcher(name).matches()) {
                add(
                        path(member),
                        quoted(map.get().text()),
                        "Map keys must satisfy constraint: [Member must have length less than or"
                                + " equal to 255, Member must have length greater than or equal to"
                                + " 3, Member must satisfy regular expression pattern: "
                                + TABLE_NAME
                                + "]");
                return this;
            }
        }
        return this;
    }

    /// Ends the layer, or a part of it whose problems are told alone.
    ///
    /// @throws Failure ValidationException with all problems
    public Constraints check() {
        if (!problems.isEmpty()) {
            int count = problems.size();
            throw Failure.validation(
                    "%d validation error%s detected: %s"
                            .formatted(count, count == 1 ? "" : "s", String.join("; ", problems)));
        }
        return this;
    }
}
