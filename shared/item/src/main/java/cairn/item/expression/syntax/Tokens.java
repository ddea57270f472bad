package cairn.item.expression.syntax;

import cairn.item.Message;
import cairn.item.Refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tokens of one expression, read one after another. Used by one thread.
final class Tokens {
    enum Type {
        WORD,
        NAME,
        VALUE,
        NUMBER,
        SYMBOL,
        END
    }

    record Token(Type type, String text, int start, int end) {}

    private final Kind kind;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Tokens(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
        int from = 0;
        while (from < text.length()) {
            if (text.charAt(from) <= ' ') {
                from++;
            } else {
                Token token = token(from);
                tokens.add(token);
                from = token.end;
            }
        }
        tokens.add(new Token(Type.END, "<EOF>", text.length(), text.length()));
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean inWord(char c) {
        return letter(c) || digit(c) || c == '_';
    }

    private int run(int from) {
        int end = from;
        while (end < text.length() && inWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Words begin with a letter; after `#` or `:` any character of a word may follow.
    private Token token(int from) {
        char c = text.charAt(from);
        if (letter(c)) {
            return token(Type.WORD, from, run(from));
        }
        if (c == '#' || c == ':') {
            int end = run(from + 1);
            Type type = end == from + 1 ? Type.SYMBOL : c == '#' ? Type.NAME : Type.VALUE;
            return token(type, from, end);
        }
        if (digit(c)) {
            int end = from;
            while (end < text.length() && digit(text.charAt(end))) {
                end++;
            }
            return token(Type.NUMBER, from, end);
        }
        boolean two =
                from + 1 < text.length()
                        && List.of("<=", ">=", "<>").contains(text.substring(from, from + 2));
        return token(Type.SYMBOL, from, from + (two ? 2 : 1));
    }

    private Token token(Type type, int from, int end) {
        return new Token(type, text.substring(from, end), from, end);
    }

    Kind kind() {
        return kind;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.type != Type.END) {
            at++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().type == Type.END;
    }

    boolean isSymbol(String symbol) {
        return peek().type == Type.SYMBOL && peek().text.equals(symbol);
    }

    boolean takeSymbol(String symbol) {
        boolean there = isSymbol(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    void mustTakeSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw syntaxError();
        }
    }

    boolean isKeyword(String keyword) {
        return peek().type == Type.WORD && peek().text.toUpperCase(Locale.ROOT).equals(keyword);
    }

    boolean takeKeyword(String keyword) {
        boolean there = isKeyword(keyword);
        if (there) {
            at++;
        }
        return there;
    }

    /// Whether a `(` comes after the next token.
    boolean callFollows() {
        return at + 1 < tokens.size() && tokens.get(at + 1).text.equals("(");
    }

    /// The next token is not allowed here.
    Refused syntaxError() {
        Token token = peek();
        int from = at > 0 ? tokens.get(at - 1).start : token.start;
        int to = at + 1 < tokens.size() ? tokens.get(at + 1).end : token.end;
        return Message.SYNTAX.refused(kind, token.text, text.substring(from, to).strip());
    }
}
