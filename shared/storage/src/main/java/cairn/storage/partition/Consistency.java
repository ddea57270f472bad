package cairn.storage.partition;

/// How current the state behind a read must be.
public enum Consistency {
    /// Contains every write that was answered before the read arrived.
    STRONG,
    /// Contains every write that was answered a second or more before the read arrived.
    EVENTUAL
}
