package cairn.server.http;

import java.time.Duration;

/// How long the server waits for what.
///
/// @param idle a connection without a request is kept so long
/// @param stall a client may neither send nor take anything for so long; a body or an answer has
///   this and a second for each 128 KiB in all
/// @param room a body waits so long for memory before it is refused
/// @param drain how long requests under way are waited for when the process is asked to end
public record Patience(Duration idle, Duration stall, Duration room, Duration drain) {
    private static final long BYTES_PER_SECOND = 128 << 10;

    /// The most time that a body or an answer of this length may take.
    Duration forBytes(long bytes) {
        return stall.plusMillis(bytes * 1000 / BYTES_PER_SECOND);
    }
}
