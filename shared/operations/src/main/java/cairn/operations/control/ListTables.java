package cairn.operations.control;

import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.atMost;
import static cairn.operations.wire.Constraints.bareTableName;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// ListTables: names in order, up to 100 per page.
public final class ListTables implements Operation {
    private static final int LIMIT_MAX = 100;

    private static final Member<String> EXCLUSIVE_START_TABLE_NAME =
            Members.text("ExclusiveStartTableName").where(bareTableName());
    private static final Member<Long> LIMIT =
            Members.integer("Limit").where(atLeast(1), atMost(LIMIT_MAX));
    private static final Declaration DECLARATION =
            Declaration.of(
                            "ListTables",
                            AccessLevel.READ,
                            Members.of("ListTablesInput", EXCLUSIVE_START_TABLE_NAME, LIMIT))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        String after = input.get(EXCLUSIVE_START_TABLE_NAME).orElse("");
        int limit = input.get(LIMIT).orElse((long) LIMIT_MAX).intValue();
        return (tables, waiting) -> CompletableFuture.completedFuture(list(tables, after, limit));
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
