package cairn.item.expression.syntax;

import cairn.item.Message;
import cairn.item.expression.syntax.Syntax.Clause;
import cairn.item.expression.syntax.Syntax.PathSyntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses update and projection expressions.
final class UpdateParser {
    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final Tokens tokens;
    private final Faults faults;
    private final OperandParser operands;

    UpdateParser(Tokens tokens) {
        this.tokens = tokens;
        this.faults = new Faults(tokens.kind());
        this.operands = new OperandParser(tokens, faults);
    }

    Syntax.Clauses update() {
        List<Clause> clauses = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        do {
            String section = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw tokens.syntaxError();
            }
            if (!seen.add(section)) {
                faults.add(
                        Faults.Sort.SECTION, Message.SECTION_TWICE.refused(tokens.kind(), section));
            }
            tokens.next();
            do {
                clauses.add(clause(section));
            } while (tokens.takeSymbol(","));
        } while (!tokens.atEnd());
        faults.check();
        operands.checkOperators();
        return new Syntax.Clauses(List.copyOf(clauses));
    }

    private Clause clause(String section) {
        PathSyntax path = operands.path();
        return switch (section) {
            case "SET" -> {
                tokens.mustTakeSymbol("=");
                yield new Clause(section, path, sum());
            }
            case "REMOVE" -> new Clause(section, path, path);
            default -> {
                if (tokens.peek().type() != Tokens.Type.VALUE) {
                    throw tokens.syntaxError();
                }
                yield new Clause(section, path, operands.operand());
            }
        };
    }

    private Syntax sum() {
        Syntax left = term();
        for (String operator : List.of("+", "-")) {
            if (tokens.takeSymbol(operator)) {
                operands.countOperator();
                return new Syntax.Arithmetic(operator, left, term());
            }
        }
        return left;
    }

    private Syntax term() {
        if (!tokens.takeSymbol("(")) {
            return operands.operand();
        }
        operands.enter();
        Syntax inner = sum();
        tokens.mustTakeSymbol(")");
        operands.leave();
        return inner;
    }

    Syntax.Paths projection() {
        List<PathSyntax> paths = new ArrayList<>();
        do {
            paths.add(operands.path());
        } while (tokens.takeSymbol(","));
        if (!tokens.atEnd()) {
            throw tokens.syntaxError();
        }
        faults.check();
        return new Syntax.Paths(List.copyOf(paths));
    }
}
