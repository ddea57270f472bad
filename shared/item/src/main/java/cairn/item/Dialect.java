package cairn.item;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Selects the wording where DynamoDB has two for the same mistake. AWS replaces wordings one
/// region after another, and programs compare texts. So a process is started with the dialect that
/// its clients know (docs/dynamodb.md#dialects).
public enum Dialect {
    /// The older wording, except where every region had changed by May 2026.
    ESTABLISHED,

    /// The wording of the region that changed first (us-east-1, October 2026).
    NEWEST;

    /// The wording of this dialect, of the two that there are.
    public <T> T choose(T established, T newest) {
        return this == ESTABLISHED ? established : newest;
    }

    /// As people write it: `established`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The dialect with this [#text].
    public static Optional<Dialect> of(String text) {
        return Arrays.stream(values()).filter(dialect -> dialect.text().equals(text)).findFirst();
    }
}
