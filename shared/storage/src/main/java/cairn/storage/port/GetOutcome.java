package cairn.storage.port;

import java.time.Instant;

/// What a read found out.
public sealed interface GetOutcome {

    /// The object, or the range that was asked for. The bytes are the caller's to read, not to
    /// change.
    record Found(byte[] bytes, Version version, Instant storeTime) implements GetOutcome {}

    /// The object still has the version that the caller knows.
    record NotModified(Instant storeTime) implements GetOutcome {}

    /// No object has the key.
    record Absent(Instant storeTime) implements GetOutcome {}

    /// No answer that can be relied on (503, time-out, a body cut short). Reading again is safe.
    record Unavailable(String why) implements GetOutcome {}
}
