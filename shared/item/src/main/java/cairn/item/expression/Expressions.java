package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Text;

/// Parses expressions: text to [Syntax]. Pure.
public final class Expressions {
    private static final int BYTES_MAX = 4096;

    private Expressions() {}

    /// What `text` says.
    ///
    /// @throws cairn.item.Refused empty, too long, or not of the language
    public static Syntax parse(Kind kind, String text) {
        if (text.isEmpty()) {
            throw Text.EXPRESSION_EMPTY.refused(kind);
        }
        int size = AttributeValue.utf8Length(text);
        if (size > BYTES_MAX) {
            throw kind == Kind.UPDATE
                    ? Text.UPDATE_SIZE.refused(kind)
                    : Text.EXPRESSION_SIZE.refused(kind, size);
        }
        Tokens tokens = new Tokens(kind, text);
        if (tokens.atEnd()) {
            throw Text.EXPRESSION_EMPTY.refused(kind);
        }
        return switch (kind) {
            case CONDITION, FILTER, KEY_CONDITION -> new ConditionParser(tokens).whole();
            case UPDATE -> new UpdateParser(tokens).update();
            case PROJECTION -> new UpdateParser(tokens).projection();
        };
    }
}
