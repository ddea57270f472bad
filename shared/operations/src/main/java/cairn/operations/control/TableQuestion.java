package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Shared part of operations on one table whose answer is the same for every table that there is.
final class TableQuestion {
    private TableQuestion() {}

    /// Answers `body` if the table exists now, which requires a wait.
    ///
    /// @param missing the failure for a missing table, by its name
    static Action ask(String name, ReplyBody body, Function<String, Failure> missing) {
        Reply reply = new Reply(200, body.finish());
        return (tables, waiting) -> {
            if (tables.tables().look(name).isEmpty()) {
                throw missing.apply(name);
            }
            return CompletableFuture.completedFuture(reply);
        };
    }

    /// Answers `body` without looking at any table.
    static Action always(ReplyBody body) {
        Reply reply = new Reply(200, body.finish());
        return (tables, waiting) -> CompletableFuture.completedFuture(reply);
    }
}
