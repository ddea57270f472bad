package cairn.item.expression.syntax;

import cairn.item.AttributeValue;
import cairn.item.Message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Parses expressions: text to [Syntax]. Caches results, because programs repeat the same texts.
/// Thread-safe.
public final class Expressions {
    private static final int BYTES_MAX = 4096;
    private static final int REMEMBERED_MAX = 1000;

    private static final Cache<Asked, Syntax> REMEMBERED =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).executor(Runnable::run).build();

    private record Asked(Kind kind, String text) {}

    private Expressions() {}

    /// Parses `text`.
    ///
    /// @throws cairn.item.Refused empty, too long, or not of the language
    public static Syntax parse(Kind kind, String text) {
        return REMEMBERED.get(new Asked(kind, text), Expressions::parse);
    }

    private static Syntax parse(Asked asked) {
        Kind kind = asked.kind;
        String text = asked.text;
        if (text.isEmpty()) {
            throw Message.EXPRESSION_EMPTY.refused(kind);
        }
        int size = AttributeValue.utf8Length(text);
        if (size > BYTES_MAX) {
            throw kind == Kind.UPDATE
                    ? Message.UPDATE_SIZE.refused(kind)
                    : Message.EXPRESSION_SIZE.refused(kind, size);
        }
        Tokens tokens = new Tokens(kind, text);
        if (tokens.atEnd()) {
            throw Message.EXPRESSION_EMPTY.refused(kind);
        }
        return switch (kind) {
            case CONDITION, FILTER, KEY_CONDITION -> new ConditionParser(tokens).whole();
            case UPDATE -> new UpdateParser(tokens).update();
            case PROJECTION -> new UpdateParser(tokens).projection();
        };
    }
}
