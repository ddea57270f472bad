package cairn.storage.partition;

/// How current the state must be that a read is answered from.
public enum Consistency {
    /// Contains every write that was answered before the read came.
    STRONG,
    /// Contains every write that was answered a second or more before the read came.
    EVENTUAL
}
