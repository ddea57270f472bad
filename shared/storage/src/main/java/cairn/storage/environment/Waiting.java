package cairn.storage.environment;

/// Whether a read may wait for the store.
public enum Waiting {
    /// The read may wait.
    ALLOWED,
    /// The read must not wait, as on an event loop. A read that needs the store throws [WouldWait].
    NOT_ALLOWED
}
