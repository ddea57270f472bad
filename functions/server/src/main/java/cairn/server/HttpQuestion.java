package cairn.server;

import java.util.Optional;
import java.util.function.Function;

/// An HTTP request as it came.
///
/// @param header by name, whatever its letter case
/// @param query by name
record HttpQuestion(
        String method,
        String path,
        Function<String, Optional<String>> header,
        Function<String, Optional<String>> query,
        byte[] body) {}
