package cairn.operations.request;

import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;

import java.util.concurrent.CompletableFuture;

/// A request that was checked as far as it can be without a table. May be run again if it threw.
public interface Action {
    /// Does it. The future completes with the answer, or with a Failure or cairn.item.Refused.
    ///
    /// @throws cairn.storage.environment.WouldWait it needs the store but must not wait; nothing is
    ///   done
    CompletableFuture<Reply> run(TableAccess tables, Waiting waiting);
}
