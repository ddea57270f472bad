package cairn.item.expression.syntax;

import cairn.item.Message;
import cairn.item.expression.syntax.Syntax.PathSyntax;
import cairn.item.expression.syntax.Syntax.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses the parts common to all expressions: paths, values and calls. Used by one thread.
final class OperandParser {
    private static final int OPERATORS_MAX = 300;
    private static final int NESTING_MAX = 400;
    private static final int PATH_STEPS_MAX = 32;
    private static final int INDEX_DIGITS_MAX = 10;
    private static final Set<String> OF_CONDITIONS =
            Set.of(
                    "attribute_exists",
                    "attribute_not_exists",
                    "attribute_type",
                    "begins_with",
                    "contains",
                    "size");
    private static final Set<String> OF_UPDATES = Set.of("if_not_exists", "list_append");
    private static final Set<String> KEYWORDS_OF_CONDITIONS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final Set<String> KEYWORDS_OF_UPDATES = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final Tokens tokens;
    private final Kind kind;
    private final Faults faults;
    private int operators;
    private int nesting;

    OperandParser(Tokens tokens, Faults faults) {
        this.tokens = tokens;
        this.kind = tokens.kind();
        this.faults = faults;
    }

    void countOperator() {
        operators++;
    }

    void checkOperators() {
        if (operators > OPERATORS_MAX) {
            throw Message.OPERATOR_COUNT.refused(kind, operators);
        }
    }

    /// Goes one level down; every level ends with [#leave].
    void enter() {
        if (++nesting > NESTING_MAX) {
            throw Message.REDUNDANT_PARENTHESES.refused(kind);
        }
    }

    void leave() {
        nesting--;
    }

    void redundantParentheses() {
        faults.add(Faults.Sort.PARENTHESES, Message.REDUNDANT_PARENTHESES.refused(kind));
    }

    /// Operands up to and including the closing parenthesis.
    List<Syntax> upToParenthesis() {
        List<Syntax> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (tokens.takeSymbol(","));
        tokens.mustTakeSymbol(")");
        return List.copyOf(operands);
    }

    /// A path, a value or a call, which may be in parentheses.
    Syntax operand() {
        enter();
        Tokens.Token token = tokens.peek();
        Syntax operand =
                switch (token.type()) {
                    case VALUE -> new Syntax.ValueSyntax(tokens.next().text());
                    case WORD -> tokens.callFollows() ? call() : path();
                    case NAME -> path();
                    case SYMBOL -> inParentheses();
                    case NUMBER, END -> throw tokens.syntaxError();
                };
        leave();
        return operand;
    }

    private Syntax inParentheses() {
        tokens.mustTakeSymbol("(");
        if (tokens.isSymbol("(")) {
            redundantParentheses();
        }
        Syntax inner = operand();
        tokens.mustTakeSymbol(")");
        return inner;
    }

    private Syntax call() {
        String function = tokens.next().text();
        tokens.mustTakeSymbol("(");
        List<Syntax> arguments = upToParenthesis();
        boolean update = kind == Kind.UPDATE;
        if (!(update ? OF_UPDATES : OF_CONDITIONS).contains(function)) {
            Message message = Message.FUNCTION_UNKNOWN;
            if (update && OF_CONDITIONS.contains(function)) {
                message = Message.FUNCTION_OF_CONDITIONS;
            } else if (OF_UPDATES.contains(function)) {
                message = Message.FUNCTION_OF_UPDATES;
            }
            faults.add(Faults.Sort.FUNCTION_NAME, message.refused(kind, function));
        }
        mustHaveValues(arguments);
        return new Syntax.Call(function, arguments);
    }

    /// In conditions only `size` returns a value; in updates every function does.
    void mustHaveValues(List<Syntax> operands) {
        for (Syntax operand : operands) {
            if (operand instanceof Syntax.Call(String function, List<Syntax> arguments)
                    && !function.equals("size")) {
                faults.add(
                        Faults.Sort.FUNCTION_PLACE,
                        Message.FUNCTION_MISUSED.refused(kind, function));
            }
        }
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
                break;
            }
        }
        if (steps.size() > PATH_STEPS_MAX) {
            faults.add(Faults.Sort.DEPTH, Message.PATH_TOO_DEEP.refused(kind, steps.size()));
        }
        return new PathSyntax(List.copyOf(steps));
    }

    private Step name() {
        Tokens.Token token = tokens.peek();
        return switch (token.type()) {
            case NAME -> new Step.Name(tokens.next().text());
            case WORD -> {
                if (isKeyword(token.text())) {
                    throw tokens.syntaxError();
                }
                if (ReservedWords.has(token.text())) {
                    faults.add(
                            Faults.Sort.RESERVED_WORD,
                            Message.RESERVED_WORD.refused(kind, token.text()));
                }
                yield new Step.Name(tokens.next().text());
            }
            case VALUE, NUMBER, SYMBOL, END -> throw tokens.syntaxError();
        };
    }

    /// Whether it is a keyword of the grammar and so never a name, reserved or not.
    private boolean isKeyword(String word) {
        Set<String> keywords =
                switch (kind) {
                    case CONDITION, FILTER, KEY_CONDITION -> KEYWORDS_OF_CONDITIONS;
                    case UPDATE -> KEYWORDS_OF_UPDATES;
                    case PROJECTION -> Set.of();
                };
        return keywords.contains(word.toUpperCase(Locale.ROOT));
    }

    private Step index() {
        if (tokens.peek().type() != Tokens.Type.NUMBER) {
            throw tokens.syntaxError();
        }
        String digits = tokens.next().text();
        tokens.mustTakeSymbol("]");
        if (digits.length() > INDEX_DIGITS_MAX || Long.parseLong(digits) > Integer.MAX_VALUE) {
            faults.add(Faults.Sort.INDEX, Message.INDEX_TOO_LARGE.refused(kind, digits));
            return new Step.Index(0);
        }
        return new Step.Index(Integer.parseInt(digits));
    }
}
