package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// DynamoDB's member-constraint layer: checks members one by one and answers with all problems at
/// once, in its established words. Used by one thread for one request.
public final class Constraints {
    private static final int TABLE_NAME_MIN = 3;
    private static final int TABLE_NAME_MAX = 255;
    private static final String TABLE_NAME_PATTERN = "[a-zA-Z0-9_.-]+";

    private final List<String> problems = new ArrayList<>();

    private void add(String path, String value, String constraint) {
        problems.add(
                "Value %s at '%s' failed to satisfy constraint: %s"
                        .formatted(value, path, constraint));
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

    private static String quoted(Object value) {
        return "'" + value + "'";
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

    /// The table's name, or its ARN.
    public Constraints tableName(Input input, String member) {
        Optional<String> given = input.text(member);
        if (given.isEmpty()) {
            return missing(path(member));
        }
        String name = TableNames.of(given.get());
        if (!name.matches(TABLE_NAME_PATTERN)) {
            add(
                    path(member),
                    quoted(given.get()),
                    "Member must satisfy regular expression pattern: " + TABLE_NAME_PATTERN);
        }
        return length(path(member), given.get(), name.length(), TABLE_NAME_MIN, TABLE_NAME_MAX);
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
                    || !name.matches(TABLE_NAME_PATTERN)) {
                add(
                        path(member),
                        quoted(map.get().text()),
                        "Map keys must satisfy constraint: [Member must have length less than or"
                                + " equal to 255, Member must have length greater than or equal to"
                                + " 3, Member must satisfy regular expression pattern: "
                                + TABLE_NAME_PATTERN
                                + "]");
                return this;
            }
        }
        return this;
    }

    /// Ends the layer.
    ///
    /// @throws Failure ValidationException with all problems
    public void check() {
        if (!problems.isEmpty()) {
            throw Failure.validation(
                    "%d validation error%s detected: %s"
                            .formatted(
                                    problems.size(),
                                    problems.size() == 1 ? "" : "s",
                                    String.join("; ", problems)));
        }
    }
}
