package cairn.item.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/// A parsed expression, with its placeholders not yet replaced.
public sealed interface Syntax {
    /// The paths and values in it, in written order.
    default List<Syntax> leaves() {
        List<Syntax> leaves = new ArrayList<>();
        addLeaves(leaves);
        return leaves;
    }

    private void addLeaves(List<Syntax> leaves) {
        switch (this) {
            case PathSyntax path -> leaves.add(path);
            case ValueSyntax value -> leaves.add(value);
            case Call(String function, List<Syntax> arguments) -> addAll(leaves, arguments);
            case Compare(String operator, Syntax left, Syntax right) ->
                    addAll(leaves, List.of(left, right));
            case Between(Syntax operand, Syntax low, Syntax high) ->
                    addAll(leaves, List.of(operand, low, high));
            case In(Syntax operand, List<Syntax> candidates) -> {
                operand.addLeaves(leaves);
                addAll(leaves, candidates);
            }
            case Not(Syntax operand) -> operand.addLeaves(leaves);
            case And(Syntax left, Syntax right) -> addAll(leaves, List.of(left, right));
            case Or(Syntax left, Syntax right) -> addAll(leaves, List.of(left, right));
            case Group(Syntax inner) -> inner.addLeaves(leaves);
            case Arithmetic(String operator, Syntax left, Syntax right) ->
                    addAll(leaves, List.of(left, right));
            case Clause(String section, PathSyntax path, Syntax value) ->
                    addAll(leaves, List.of(path, value));
            case Clauses(List<Clause> clauses) -> addAll(leaves, clauses);
            case Paths(List<PathSyntax> paths) -> addAll(leaves, paths);
        }
    }

    private static void addAll(List<Syntax> leaves, List<? extends Syntax> parts) {
        parts.forEach(part -> ((Syntax) part).addLeaves(leaves));
    }

    /// One step of a document path as written.
    sealed interface Step {
        /// An attribute name, or a placeholder for one if it begins with `#`.
        record Name(String text) implements Step {}

        record Index(int index) implements Step {}
    }

    /// A place in an item.
    record PathSyntax(List<Step> steps) implements Syntax {}

    /// A placeholder for a value, with its colon.
    record ValueSyntax(String name) implements Syntax {}

    record Call(String function, List<Syntax> arguments) implements Syntax {}

    /// @param operator as written: `=`, `<>`, `<`, `<=`, `>`, `>=`
    record Compare(String operator, Syntax left, Syntax right) implements Syntax {}

    record Between(Syntax operand, Syntax low, Syntax high) implements Syntax {}

    record In(Syntax operand, List<Syntax> candidates) implements Syntax {}

    record Not(Syntax operand) implements Syntax {}

    record And(Syntax left, Syntax right) implements Syntax {}

    record Or(Syntax left, Syntax right) implements Syntax {}

    /// A condition in parentheses.
    record Group(Syntax inner) implements Syntax {}

    /// @param operator `+` or `-`
    record Arithmetic(String operator, Syntax left, Syntax right) implements Syntax {}

    /// One clause of an update expression.
    ///
    /// @param section SET, REMOVE, ADD or DELETE
    /// @param value what is set, added or deleted; the path itself for REMOVE
    record Clause(String section, PathSyntax path, Syntax value) implements Syntax {}

    /// An update expression.
    record Clauses(List<Clause> clauses) implements Syntax {}

    /// A projection expression.
    record Paths(List<PathSyntax> paths) implements Syntax {}
}
