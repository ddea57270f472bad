package cairn.operations.request;

/// Memory for what one request collects for its answer. Thread-safe.
public interface AnswerRoom {
    /// Room without end, where something else bounds answers.
    AnswerRoom ENDLESS = more -> {};

    /// Takes room for more bytes, before they are collected.
    ///
    /// @throws Full there is no more; what was collected has to be dropped, and the request run
    ///   again with more
    /// @throws cairn.storage.environment.WouldWait so much is not collected where waiting is not
    ///   allowed
    void take(long more);

    /// The room is used up.
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Full() {
            super("no more room for the answer", null, false, false);
        }
    }
}
