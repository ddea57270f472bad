package cairn.operations.request;

/// Memory for the data that one request collects for its answer. Thread-safe.
public interface AnswerRoom {
    /// Unlimited room, for use where something else bounds answers.
    AnswerRoom ENDLESS = more -> {};

    /// Reserves room for more bytes, before they are collected.
    ///
    /// @throws Full no more is free; the collected data must be dropped, and the request run again
    ///   with more room
    /// @throws cairn.storage.environment.WouldWait it is too much to collect where waiting is not
    ///   allowed
    void take(long more);

    /// No more room is free.
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Full() {
            super("no more room for the answer", null, false, false);
        }
    }
}
