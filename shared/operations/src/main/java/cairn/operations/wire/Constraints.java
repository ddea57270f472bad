package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// DynamoDB's kinds of constraints.
public final class Constraints {
    private static final int TABLE_NAME_MIN = 3;
    private static final int TABLE_NAME_MAX = 255;
    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    /// A range of lengths, inclusive.
    private record Lengths(int least, int most) {
        void check(int length, String echo, At at, Problems problems) {
            if (length < least) {
                problems.add(at, echo, RequestMessage.LENGTH_AT_LEAST, least);
            }
            if (length > most) {
                problems.add(at, echo, RequestMessage.LENGTH_AT_MOST, most);
            }
        }
    }

    private static final Lengths NAME = new Lengths(1, TABLE_NAME_MAX);
    private static final Lengths WHOLE_NAME = new Lengths(TABLE_NAME_MIN, TABLE_NAME_MAX);

    private Constraints() {}

    public static Constraint<Long> atLeast(long least) {
        return (sent, at, problems) -> {
            long value = Shape.whole(sent);
            if (value < least) {
                problems.add(at, Long.toString(value), RequestMessage.VALUE_AT_LEAST, least);
            }
        };
    }

    public static Constraint<Long> atMost(long most) {
        return (sent, at, problems) -> {
            long value = Shape.whole(sent);
            if (value > most) {
                problems.add(at, Long.toString(value), RequestMessage.VALUE_AT_MOST, most);
            }
        };
    }

    /// The length of a text.
    public static Constraint<String> length(int least, int most) {
        Lengths lengths = new Lengths(least, most);
        return (sent, at, problems) -> {
            String text = ((Json.Text) sent).value();
            lengths.check(text.length(), text, at, problems);
        };
    }

    /// The number of elements of a list.
    ///
    /// @param echo the list in the form of messages
    public static <E> Constraint<List<E>> size(
            int least, int most, Function<Json.Arr, String> echo) {
        Lengths lengths = new Lengths(least, most);
        return (sent, at, problems) -> {
            Json.Arr list = (Json.Arr) sent;
            int size = list.values().size();
            if (size < least || size > most) {
                lengths.check(size, echo.apply(list), at, problems);
            }
        };
    }

    /// The length of each text of a list.
    public static Constraint<List<String>> lengths(int least, int most) {
        return (sent, at, problems) -> {
            Json.Arr list = (Json.Arr) sent;
            boolean wrong =
                    list.values().stream()
                            .filter(Json.Text.class::isInstance)
                            .map(text -> ((Json.Text) text).value().length())
                            .anyMatch(length -> length < least || length > most);
            if (wrong) {
                problems.add(at, echo(list), RequestMessage.LENGTHS, most, least);
            }
        };
    }

    /// A list of texts in the form of messages.
    public static String echo(Json.Arr list) {
        return list.values().stream()
                .map(value -> value instanceof Json.Text(String text) ? text : value.text())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// A list that is not empty.
    public static <E> Constraint<List<E>> filled() {
        return size(1, Integer.MAX_VALUE, list -> "[]");
    }

    /// A table's name or ARN, for operations on items.
    public static Constraint<String> tableName() {
        return (sent, at, problems) -> {
            String given = ((Json.Text) sent).value();
            String name = TableNames.of(given);
            if (!name.isEmpty()) {
                pattern(name, given, at, problems);
            }
            NAME.check(name.length(), given, at, problems);
        };
    }

    /// A table's name or ARN, for operations on tables: stricter than for items (observed).
    public static Constraint<String> wholeTableName() {
        return wholeName(TableNames::of);
    }

    /// Whether a table can have this name.
    public static boolean isTableName(String name) {
        return name.length() >= TABLE_NAME_MIN
                && name.length() <= TABLE_NAME_MAX
                && TABLE_NAME.matcher(name).matches();
    }

    /// A table's name, where DynamoDB takes no ARN.
    public static Constraint<String> bareTableName() {
        return wholeName(UnaryOperator.identity());
    }

    /// The name that an index has.
    public static Constraint<String> indexName() {
        return wholeName(UnaryOperator.identity());
    }

    /// @param name the part of what was given that is the name
    private static Constraint<String> wholeName(UnaryOperator<String> name) {
        return (sent, at, problems) -> {
            String given = ((Json.Text) sent).value();
            String its = name.apply(given);
            pattern(its, given, at, problems);
            WHOLE_NAME.check(its.length(), given, at, problems);
        };
    }

    private static void pattern(String name, String given, At at, Problems problems) {
        if (!TABLE_NAME.matcher(name).matches()) {
            problems.add(at, given, RequestMessage.PATTERN, TABLE_NAME);
        }
    }

    /// A map whose keys are table names or ARNs.
    public static <V> Constraint<Map<String, V>> tableNames() {
        return (sent, at, problems) -> {
            for (String key : ((Json.Obj) sent).fields().keySet()) {
                String name = TableNames.of(key);
                if (!isTableName(name)) {
                    problems.add(at, sent.text(), RequestMessage.TABLE_NAMES, TABLE_NAME);
                    return;
                }
            }
        };
    }

    /// A map of lists, each with 1 to `most` elements. Only the first wrong list is reported.
    public static <E> Constraint<Map<String, List<E>>> lists(int most) {
        return (sent, at, problems) -> {
            for (Map.Entry<String, Json> entry : ((Json.Obj) sent).fields().entrySet()) {
                if (entry.getValue() instanceof Json.Arr(List<Json> elements)
                        && (elements.isEmpty() || elements.size() > most)) {
                    problems.add(
                            new At(at, entry.getKey(), false, RequestMessage.PROBLEM_OF_WRITES),
                            sent.text(),
                            elements.isEmpty()
                                    ? RequestMessage.LENGTH_AT_LEAST
                                    : RequestMessage.LENGTH_AT_MOST,
                            elements.isEmpty() ? 1 : most);
                    return;
                }
            }
        };
    }
}
