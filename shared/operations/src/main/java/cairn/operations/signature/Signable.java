package cairn.operations.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A request as sent: the input of a signature.
public interface Signable {
    String method();

    /// As sent, escapes and all, without the query; what a gateway in front took off is in it.
    String path();

    /// As sent, escapes and all, without the question mark; empty if absent.
    String query();

    /// All values of a header in the order sent, by case-insensitive name.
    Function<String, List<String>> headers();

    /// As sent, compressed or not.
    byte[] body();

    /// All values of a header as one, which is what a signature sees; absent if it does not exist.
    default Optional<String> joined(String name) {
        List<String> values = headers().apply(name);
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.getFirst());
            default -> Optional.of(String.join(",", values));
        };
    }
}
