package cairn.storage.port;

import java.time.Instant;

/// Outcome of a read.
public sealed interface GetOutcome {

    /// An answer that says something of the object.
    sealed interface Definite extends GetOutcome {}

    /// The object, or the range that was asked for. The bytes are the caller's to read, not to
    /// change.
    record Found(byte[] bytes, Version version, Instant storeTime) implements Definite {}

    /// The object still has the version that the caller knows.
    record NotModified(Instant storeTime) implements Definite {}

    /// No object has the key, by the store's own word for it.
    record Absent(Instant storeTime) implements Definite {}

    /// No answer that can be relied on: none in time, a body cut short, or an answer that the store
    /// did not give (503, a proxy's 404). Reading again is safe.
    record Unavailable(String why) implements GetOutcome {}
}
