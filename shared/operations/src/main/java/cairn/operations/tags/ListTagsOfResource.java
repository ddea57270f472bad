package cairn.operations.tags;

import static cairn.operations.tags.TagMembers.RESOURCE_ARN;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// ListTagsOfResource: all tags on one page; a NextToken is ignored, as DynamoDB ignores it.
public final class ListTagsOfResource implements Operation {
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
        TaggedTable table = TaggedTable.of(input);
        return (tables, waiting) -> {
            List<byte[]> tags = new ArrayList<>();
            table.tags(tables).forEach((key, value) -> tags.add(tag(key, value)));
            byte[] body = new ReplyBody().list("Tags", tags).finish();
            return CompletableFuture.completedFuture(new Reply(200, body));
        };
    }

    private static byte[] tag(String key, String value) {
        return new ReplyBody().text("Key", key).text("Value", value).finish();
    }
}
