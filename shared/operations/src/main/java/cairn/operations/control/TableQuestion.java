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

    /// Answers `body` if the table is there now, which has to be waited for.
    ///
    /// @param missing what is said of a table that is not, by its name
    static Action ask(String name, ReplyBody body, Function<String, Failure> missing) {
        Reply reply = new Reply(200, body.finish());
        return (tables, waiting) -> {
            if (tables.tables().look(name).isEmpty()) {
                throw missing.apply(name);
            }
            return CompletableFuture.completedFuture(reply);
        };
    }

    /// Answers `body` whatever there is.
    static Action always(ReplyBody body) {
        Reply reply = new Reply(200, body.finish());
        return (tables, waiting) -> CompletableFuture.completedFuture(reply);
    }
}
