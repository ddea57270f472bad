package cairn.item;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whose words are used where DynamoDB has two for the same mistake. AWS replaces wordings one
/// region after another, and programs compare texts: so a process is started with the dialect that
/// its clients know (docs/dynamodb.md#dialects).
public enum Dialect {
    /// The older words everywhere, except where every region had changed by May 2026.
    ESTABLISHED,

    /// The words of the region that changed first (us-east-1, October 2026).
    NEWEST;

    /// The wording of this dialect, of the two that there are.
    public <T> T choose(T established, T newest) {
        return this == ESTABLISHED ? established : newest;
    }

    /// As people write it: `established`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The dialect that people write so.
    public static Optional<Dialect> of(String text) {
        return Arrays.stream(values()).filter(dialect -> dialect.text().equals(text)).findFirst();
    }
}
