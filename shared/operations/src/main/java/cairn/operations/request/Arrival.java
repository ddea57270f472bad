package cairn.operations.request;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// How a request came.
///
/// @param host the name, with a port or without, under which the client reached this process
/// @param gone whether the client has closed its connection: then nobody waits for the answer.
///   Asked by any thread; must be quick.
public record Arrival(Optional<String> host, BooleanSupplier gone) {
    /// Of a request that came by no connection: its answer is waited for.
    public static final Arrival UNKNOWN = new Arrival(Optional.empty(), () -> false);
}
