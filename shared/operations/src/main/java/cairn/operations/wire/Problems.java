package cairn.operations.wire;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;
import cairn.item.Worded;
import cairn.item.Wording;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The problems that DynamoDB's member-constraint layer finds in a request: all problems are
/// reported at once, ten at most (docs/dynamodb.md#two-kinds-of-checks). Used by one thread for one
/// request.
public final class Problems {
    private static final int REPORTED_MAX = 10;
    private static final int ECHO_CHARS_MAX = 1000;
    private static final List<Worded> NONE = List.of();

    private List<Worded> found = NONE;

    /// One problem.
    ///
    /// @param echo the value in the form of messages
    private record Problem(At at, String echo, CatalogueEntry constraint, Object[] arguments)
            implements Worded {
        @Override
        public String text(Wording wording) {
            return at.frame()
                    .text(
                            wording,
                            echo,
                            at.path(Dialect.ESTABLISHED),
                            at.path(Dialect.NEWEST),
                            constraint.text(wording, arguments));
        }
    }

    /// @param value the wrong value; only the beginning of a long one is reported
    void add(At at, String value, CatalogueEntry constraint, Object... arguments) {
        String shown =
                value.length() > ECHO_CHARS_MAX
                        ? value.substring(0, ECHO_CHARS_MAX) + "..."
                        : value;
        keep(new Problem(at, "'" + shown + "'", constraint, arguments));
    }

    void missing(At at) {
        keep(new Problem(at, "null", RequestMessage.NOT_NULL, new Object[0]));
    }

    private void keep(Problem problem) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        if (!full()) {
            found.add(problem);
        }
    }

    /// Whether it accepts no more. Then checks can stop: a list may have millions of problems.
    boolean full() {
        return found.size() >= REPORTED_MAX;
    }

    /// Throws if a constraint failed. Call early for constraints that DynamoDB reports on their
    /// own.
    ///
    /// @throws Failure ValidationException with all problems
    void check() {
        if (!found.isEmpty()) {
            List<Worded> reported = List.copyOf(found);
            Worded all =
                    wording ->
                            reported.stream()
                                    .map(problem -> problem.text(wording))
                                    .collect(Collectors.joining("; "));
            throw Failure.validation(
                    RequestMessage.PROBLEMS, reported.size(), reported.size() == 1 ? "" : "s", all);
        }
    }
}
