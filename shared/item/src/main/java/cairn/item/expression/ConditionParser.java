package cairn.item.expression;

import cairn.item.Text;
import cairn.item.expression.Syntax.PathSyntax;
import cairn.item.expression.Syntax.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses conditions, and the operands and paths that all expressions are made of. Recursive
/// descent; how deep is bounded, because redundant parentheses are refused and operators counted.
final class ConditionParser {
    private static final int OPERATORS_MAX = 300;
    private static final int NESTING_MAX = 400;
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "attribute_exists",
                    "attribute_not_exists",
                    "attribute_type",
                    "begins_with",
                    "contains",
                    "size",
                    "if_not_exists",
                    "list_append");

    private final Tokens tokens;
    private int operators;
    private int nesting;

    ConditionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Syntax whole() {
        Syntax condition = or();
        if (!tokens.atEnd()) {
            throw tokens.syntaxError();
        }
        checkOperators();
        return condition;
    }

    void countOperator() {
        operators++;
    }

    void checkOperators() {
        if (operators > OPERATORS_MAX) {
            throw Text.OPERATOR_COUNT.refused(tokens.kind(), operators);
        }
    }

    private Syntax or() {
        Syntax left = and();
        while (tokens.takeKeyword("OR")) {
            countOperator();
            left = new Syntax.Or(left, and());
        }
        return left;
    }

    private Syntax and() {
        Syntax left = not();
        while (tokens.takeKeyword("AND")) {
            countOperator();
            left = new Syntax.And(left, not());
        }
        return left;
    }

    private Syntax not() {
        int nots = 0;
        while (tokens.isKeyword("NOT")) {
            tokens.next();
            countOperator();
            nots++;
        }
        if (nots > OPERATORS_MAX) {
            checkOperators();
        }
        Syntax condition = primary();
        for (; nots > 0; nots--) {
            condition = new Syntax.Not(condition);
        }
        return condition;
    }

    private Syntax primary() {
        if (tokens.isSymbol("(")) {
            return group();
        }
        Syntax operand = operand();
        if (tokens.peek().type() == Tokens.Type.SYMBOL
                && COMPARATORS.contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            countOperator();
            return new Syntax.Compare(operator, operand, operand());
        }
        if (tokens.takeKeyword("BETWEEN")) {
            countOperator();
            Syntax low = operand();
            if (!tokens.takeKeyword("AND")) {
                throw tokens.syntaxError();
            }
            return new Syntax.Between(operand, low, operand());
        }
        if (tokens.takeKeyword("IN")) {
            countOperator();
            tokens.mustTakeSymbol("(");
            return new Syntax.In(operand, operands());
        }
        if (operand instanceof Syntax.Call) {
            return operand;
        }
        throw tokens.syntaxError();
    }

    private Syntax group() {
        if (++nesting > NESTING_MAX) {
            throw Text.REDUNDANT_PARENTHESES.refused(tokens.kind());
        }
        tokens.mustTakeSymbol("(");
        Syntax inner = or();
        tokens.mustTakeSymbol(")");
        nesting--;
        if (inner instanceof Syntax.Group) {
            throw Text.REDUNDANT_PARENTHESES.refused(tokens.kind());
        }
        return new Syntax.Group(inner);
    }

    /// Operands up to and with the closing parenthesis.
    private List<Syntax> operands() {
        List<Syntax> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (tokens.takeSymbol(","));
        tokens.mustTakeSymbol(")");
        return List.copyOf(operands);
    }

    /// A path, a value or a call.
    Syntax operand() {
        if (++nesting > NESTING_MAX) {
            throw Text.OPERATOR_COUNT.refused(tokens.kind(), nesting);
        }
        Tokens.Token token = tokens.peek();
        Syntax operand =
                switch (token.type()) {
                    case VALUE -> new Syntax.ValueSyntax(tokens.next().text());
                    case WORD -> tokens.callFollows() ? call() : path();
                    case NAME -> path();
                    case NUMBER, SYMBOL, END -> throw tokens.syntaxError();
                };
        nesting--;
        return operand;
    }

    private Syntax call() {
        String function = tokens.next().text();
        tokens.mustTakeSymbol("(");
        List<Syntax> arguments = operands();
        if (!FUNCTIONS.contains(function)) {
            throw Text.FUNCTION_UNKNOWN.refused(tokens.kind(), function);
        }
        return new Syntax.Call(function, arguments);
    }

    /// A document path.
    PathSyntax path() {
        List<Step> steps = new ArrayList<>();
        steps.add(name());
        while (true) {
            if (tokens.takeSymbol(".")) {
                steps.add(name());
            } else if (tokens.takeSymbol("[")) {
                steps.add(index());
            } else {
                return new PathSyntax(List.copyOf(steps));
            }
        }
    }

    private Step name() {
        Tokens.Token token = tokens.peek();
        return switch (token.type()) {
            case NAME -> new Step.Name(tokens.next().text());
            case WORD -> {
                if (ReservedWords.has(token.text())) {
                    throw reserved(token.text());
                }
                yield new Step.Name(tokens.next().text());
            }
            case VALUE, NUMBER, SYMBOL, END -> throw tokens.syntaxError();
        };
    }

    private RuntimeException reserved(String word) {
        boolean operator =
                Set.of("AND", "OR", "NOT", "BETWEEN", "IN").contains(word.toUpperCase(Locale.ROOT));
        return operator ? tokens.syntaxError() : Text.RESERVED_WORD.refused(tokens.kind(), word);
    }

    private Step index() {
        if (tokens.peek().type() != Tokens.Type.NUMBER || tokens.peek().text().length() > 9) {
            throw tokens.syntaxError();
        }
        int index = Integer.parseInt(tokens.next().text());
        tokens.mustTakeSymbol("]");
        return new Step.Index(index);
    }
}
