package cairn.operations.request;

import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;

import java.util.concurrent.CompletableFuture;

/// A request checked as far as possible without a table. May run again if it threw.
public interface Action {
    /// Runs it. Completes with the answer, or with a Failure or cairn.item.Refused.
    ///
    /// @throws cairn.storage.environment.WouldWait it needs the store and waiting is not allowed;
    ///   nothing was done
    CompletableFuture<Reply> run(TableAccess tables, Waiting waiting);
}
