package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableArn;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// ListTagsOfResource: a table has none, for there are none yet.
public final class ListTagsOfResource implements Operation {
    private static final int ARN_MAX = 1283;

    @Override
    public Shape shape() {
        return Shapes.struct(
                "ListTagsOfResourceInput", "ResourceArn", Shapes.TEXT, "NextToken", Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        new Constraints()
                .required(input, "ResourceArn")
                .length(input, "ResourceArn", 1, ARN_MAX)
                .check();
        String resource = input.text("ResourceArn").orElseThrow();
        TableArn arn = TableArn.parse(resource);
        return (tables, waiting) -> {
            arn.mustBeOf(tables.place().region(), tables.place().account());
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            if (tables.tables().look(arn.resource()).isEmpty()) {
                throw Failure.of(
                        Failure.Type.RESOURCE_NOT_FOUND,
                        "Requested resource not found: ResourceArn: " + resource + " not found");
            }
            Reply none = new Reply(200, new ReplyBody().list("Tags", List.of()).finish());
            return CompletableFuture.completedFuture(none);
        };
    }
}
