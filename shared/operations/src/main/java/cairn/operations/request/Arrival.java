package cairn.operations.request;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The connection of a request.
///
/// @param host the name, with a port or without, that the client used for this process
/// @param gone whether the client has closed its connection and no longer waits. Called by any
///   thread; must be quick.
public record Arrival(Optional<String> host, BooleanSupplier gone) {
    /// For a request without a connection: its caller waits for the answer.
    public static final Arrival UNKNOWN = new Arrival(Optional.empty(), () -> false);
}
