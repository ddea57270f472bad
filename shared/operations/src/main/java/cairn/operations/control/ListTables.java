package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// ListTables: names in order, up to 100 a page.
public final class ListTables implements Operation {
    private static final int LIMIT_MAX = 100;

    @Override
    public Shape shape() {
        return Shapes.struct(
                "ListTablesInput", "ExclusiveStartTableName", Shapes.TEXT, "Limit", Shapes.INTEGER);
    }

    @Override
    public Action check(Input input) {
        Constraints constraints = new Constraints();
        if (input.has("ExclusiveStartTableName")) {
            constraints.wholeTableName(input, "ExclusiveStartTableName");
        }
        constraints.atLeast(input, "Limit", 1).atMost(input, "Limit", LIMIT_MAX).check();
        String after = input.text("ExclusiveStartTableName").orElse("");
        int limit = input.whole("Limit").orElse((long) LIMIT_MAX).intValue();
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            return CompletableFuture.completedFuture(list(tables, after, limit));
        };
    }

    private static Reply list(TableAccess tables, String after, int limit) {
        List<String> names = tables.tables().names(after, limit + 1);
        boolean more = names.size() > limit;
        List<String> page = more ? names.subList(0, limit) : names;
        ReplyBody body = new ReplyBody().texts("TableNames", page);
        if (more) {
            body.text("LastEvaluatedTableName", page.getLast());
        }
        return new Reply(200, body.finish());
    }
}
