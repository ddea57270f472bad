package cairn.storage.environment;

/// Whether a read may wait for the store.
public enum Waiting {
    /// It may.
    ALLOWED,
    /// It must not, as on an event loop: what is not in memory ends it with [WouldWait].
    NOT_ALLOWED
}
