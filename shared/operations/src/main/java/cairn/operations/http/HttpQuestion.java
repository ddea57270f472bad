package cairn.operations.http;

import cairn.operations.request.Arrival;
import cairn.operations.signature.Signable;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// An HTTP request as received.
///
/// @param path as sent, escapes and all, without the query; with the stage or base path that a
///   gateway in front took off, for the client signed it
/// @param query as sent, escapes and all, without the question mark; empty if absent
/// @param headers every value of a header in the order sent, by name, whatever its letter case
/// @param body as sent, packed if it was packed
/// @param gone whether the client has closed its connection; asked by any thread, must be quick
public record HttpQuestion(
        String method,
        String path,
        String query,
        Function<String, List<String>> headers,
        byte[] body,
        BooleanSupplier gone)
        implements Signable {
    /// A request whose client can't be known to have gone.
    public HttpQuestion(
            String method,
            String path,
            String query,
            Function<String, List<String>> headers,
            byte[] body) {
        this(method, path, query, headers, body, () -> false);
    }

    Arrival arrival() {
        return new Arrival(header("Host"), gone);
    }

    /// The first value of a header.
    Optional<String> header(String name) {
        List<String> values = headers.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
