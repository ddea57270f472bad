package cairn.server.http;

import java.time.Duration;

/// The time limits of the server.
///
/// @param idle how long a connection without a request is kept
/// @param stall how long a client may neither send nor receive. A whole body or answer has this
///   time and one second for each 128 KiB
/// @param room how long a body waits for memory before it is refused
/// @param drain how long the server waits for current requests when the process must end
public record Patience(Duration idle, Duration stall, Duration room, Duration drain) {
    private static final long BYTES_PER_SECOND = 128 << 10;

    /// The longest time that a body or an answer of this length may take.
    Duration forBytes(long bytes) {
        return stall.plusMillis(bytes * 1000 / BYTES_PER_SECOND);
    }
}
