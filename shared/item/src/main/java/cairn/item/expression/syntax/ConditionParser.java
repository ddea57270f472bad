package cairn.item.expression.syntax;

import cairn.item.Message;
import cairn.item.expression.syntax.Syntax.PathSyntax;

import java.util.List;
import java.util.Set;

/// Parses conditions: the operators around the operands that [OperandParser] reads. Recursive
/// descent with bounded depth.
final class ConditionParser {
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final Faults faults;
    private final OperandParser operands;
    private int open;

    ConditionParser(Tokens tokens) {
        this.tokens = tokens;
        this.faults = new Faults(tokens.kind());
        this.operands = new OperandParser(tokens, faults);
    }

    Syntax whole() {
        Syntax condition = condition(or());
        if (!tokens.atEnd()) {
            throw tokens.syntaxError();
        }
        faults.check();
        operands.checkOperators();
        return condition;
    }

    private Syntax or() {
        Syntax left = and();
        while (tokens.takeKeyword("OR")) {
            operands.countOperator();
            left = new Syntax.Or(condition(left), condition(and()));
        }
        return left;
    }

    private Syntax and() {
        Syntax left = not();
        while (tokens.takeKeyword("AND")) {
            operands.countOperator();
            left = new Syntax.And(condition(left), condition(not()));
        }
        return left;
    }

    private Syntax not() {
        int nots = 0;
        while (tokens.takeKeyword("NOT")) {
            operands.countOperator();
            nots++;
        }
        Syntax condition = primary();
        for (; nots > 0; nots--) {
            condition = new Syntax.Not(condition(condition));
        }
        return condition;
    }

    /// Checks that a condition was read, and not a path or a value.
    private Syntax condition(Syntax syntax) {
        Syntax bare = bare(syntax);
        if (bare instanceof PathSyntax || bare instanceof Syntax.ValueSyntax) {
            throw tokens.syntaxError();
        }
        if (bare instanceof Syntax.Call call && call.function().equals("size")) {
            faults.add(
                    Faults.Sort.FUNCTION_PLACE,
                    Message.FUNCTION_MISUSED.refused(tokens.kind(), call.function()));
        }
        return syntax;
    }

    /// A condition, or an operand alone if it is in parentheses: `(a) = :b` is a comparison.
    private Syntax primary() {
        Syntax left = tokens.isSymbol("(") ? group() : operands.operand();
        Syntax operand = bare(left);
        if (!isOperand(operand)) {
            return left;
        }
        if (tokens.peek().type() == Tokens.Type.SYMBOL
                && COMPARATORS.contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            operands.countOperator();
            Syntax right = operands.operand();
            operands.mustHaveValues(List.of(operand, right));
            return new Syntax.Compare(operator, operand, right);
        }
        if (tokens.takeKeyword("BETWEEN")) {
            operands.countOperator();
            Syntax low = operands.operand();
            if (!tokens.takeKeyword("AND")) {
                throw tokens.syntaxError();
            }
            Syntax high = operands.operand();
            operands.mustHaveValues(List.of(operand, low, high));
            return new Syntax.Between(operand, low, high);
        }
        if (tokens.takeKeyword("IN")) {
            operands.countOperator();
            tokens.mustTakeSymbol("(");
            List<Syntax> candidates = operands.upToParenthesis();
            operands.mustHaveValues(List.of(operand));
            operands.mustHaveValues(candidates);
            return new Syntax.In(operand, candidates);
        }
        if (operand instanceof Syntax.Call || open > 0 && tokens.isSymbol(")")) {
            return left;
        }
        throw tokens.syntaxError();
    }

    private static boolean isOperand(Syntax syntax) {
        return syntax instanceof PathSyntax
                || syntax instanceof Syntax.ValueSyntax
                || syntax instanceof Syntax.Call;
    }

    private static Syntax bare(Syntax syntax) {
        Syntax bare = syntax;
        while (bare instanceof Syntax.Group(Syntax inner)) {
            bare = inner;
        }
        return bare;
    }

    private Syntax group() {
        operands.enter();
        open++;
        tokens.mustTakeSymbol("(");
        Syntax inner = or();
        tokens.mustTakeSymbol(")");
        open--;
        operands.leave();
        if (inner instanceof Syntax.Group) {
            operands.redundantParentheses();
        }
        return new Syntax.Group(inner);
    }
}
