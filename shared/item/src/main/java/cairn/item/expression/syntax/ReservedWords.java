package cairn.item.expression.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Words that an expression may use as attribute names only through a placeholder (AWS page
/// "Reserved words in DynamoDB").
final class ReservedWords {
    private static final Set<String> WORDS = read();

    private ReservedWords() {}

    private static Set<String> read() {
        try (InputStream in = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
            byte[] bytes = Objects.requireNonNull(in, "reserved-words.txt").readAllBytes();
            return new String(bytes, StandardCharsets.US_ASCII)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean has(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
