package cairn.operations.expiry;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;
import cairn.storage.table.Table;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// DescribeTimeToLive, from the present catalog.
public final class DescribeTimeToLive implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "DescribeTimeToLive",
                            AccessLevel.READ,
                            Members.of("DescribeTimeToLiveInput", WHOLE_TABLE_NAME.required()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        return (tables, waiting) -> CompletableFuture.completedFuture(describe(tables, name));
    }

    private static Reply describe(TableAccess tables, String name) {
        Table table = tables.tables().look(name).orElseThrow(() -> Failure.tableNotFound(name));
        Optional<String> attribute = tables.opened(table).settings().expiryAttribute();
        ReplyBody body = new ReplyBody();
        attribute.ifPresent(its -> body.text("AttributeName", its));
        body.text("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
        return new Reply(200, new ReplyBody().object("TimeToLiveDescription", body).finish());
    }
}
