package cairn.operations.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A request as sent: the input of a signature.
public interface Signable {
    String method();

    /// As sent, with escapes, without the query; includes what a gateway in front removed.
    String path();

    /// As sent, with escapes, without the question mark; may be empty.
    String query();

    /// All values of a header in the order sent, by case-insensitive name.
    Function<String, List<String>> headers();

    /// As sent, compressed or not.
    byte[] body();

    /// All values of a header joined, as they are signed; absent if it was not sent.
    default Optional<String> joined(String name) {
        List<String> values = headers().apply(name);
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.getFirst());
            default -> Optional.of(String.join(",", values));
        };
    }
}
