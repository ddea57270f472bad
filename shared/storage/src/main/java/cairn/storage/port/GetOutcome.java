package cairn.storage.port;

import java.time.Instant;

/// Outcome of a read.
public sealed interface GetOutcome {

    /// An answer that reports the state of the object.
    sealed interface Definite extends GetOutcome {}

    /// The object, or the requested range. The caller may read the bytes but not change them.
    record Found(byte[] bytes, Version version, Instant storeTime) implements Definite {}

    /// The object still has the version that the caller knows.
    record NotModified(Instant storeTime) implements Definite {}

    /// No object has the key, as the store itself reports.
    record Absent(Instant storeTime) implements Definite {}

    /// No reliable answer: none in time, a truncated body, or an answer that the store did not give
    /// (503, a proxy's 404). Reading again is safe.
    record Unavailable(String why) implements GetOutcome {}
}
