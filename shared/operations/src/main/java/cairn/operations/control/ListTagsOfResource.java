package cairn.operations.control;

import static cairn.operations.wire.Constraints.length;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableArn;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// ListTagsOfResource: the list is empty, because Cairn keeps no tags yet.
public final class ListTagsOfResource implements Operation {
    private static final int ARN_MAX = 1283;

    private static final Member<String> RESOURCE_ARN =
            Members.text("ResourceArn").required().where(length(1, ARN_MAX));
    private static final Declaration DECLARATION =
            Declaration.of(
                            "ListTagsOfResource",
                            AccessLevel.READ,
                            Members.of(
                                    "ListTagsOfResourceInput",
                                    RESOURCE_ARN,
                                    Members.text("NextToken")))
                    .on(Demands.arn(RESOURCE_ARN))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        TableArn arn = TableArn.parse(input.must(RESOURCE_ARN));
        return (tables, waiting) -> CompletableFuture.completedFuture(tags(tables, arn));
    }

    private static Reply tags(TableAccess tables, TableArn arn) {
        if (!Constraints.isTableName(arn.resource())
                || tables.tables().look(arn.resource()).isEmpty()) {
            throw Failure.of(
                    Failure.Type.RESOURCE_NOT_FOUND, TableMessage.RESOURCE_NOT_FOUND, arn.text());
        }
        return new Reply(200, new ReplyBody().list("Tags", List.of()).finish());
    }
}
