package cairn.operations.http;

import cairn.operations.signature.Signable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An HTTP request as it came.
///
/// @param path as sent, escapes and all, without the query; with the stage or base path that a
///   gateway in front took off, for the client signed it
/// @param query as sent, escapes and all, without the question mark; empty if there is none
/// @param headers every value of a header in the order sent, by name, whatever its letter case
/// @param body as sent, packed if it was packed
public record HttpQuestion(
        String method,
        String path,
        String query,
        Function<String, List<String>> headers,
        byte[] body)
        implements Signable {

    /// The first value of a header.
    Optional<String> header(String name) {
        List<String> values = headers.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
