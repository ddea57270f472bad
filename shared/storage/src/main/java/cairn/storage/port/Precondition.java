package cairn.storage.port;

/// Condition for a put to take effect.
public sealed interface Precondition {

    /// No object has the key (`If-None-Match: *`).
    Precondition ABSENT = new Absent();

    /// No object has the key.
    record Absent() implements Precondition {}

    /// The key's object has exactly this version (`If-Match`).
    record Matches(Version version) implements Precondition {}
}
