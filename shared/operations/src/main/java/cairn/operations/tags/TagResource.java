package cairn.operations.tags;

import static cairn.operations.tags.TagMembers.RESOURCE_ARN;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;

import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/// TagResource: adds tags, or gives tags that are there other values; all of them or none.
public final class TagResource implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "TagResource",
                            AccessLevel.ADMIN,
                            Members.of(
                                    "TagResourceInput", RESOURCE_ARN, TagMembers.TAGS.required()))
                    .on(Demands.arn(RESOURCE_ARN))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        TaggedTable table = TaggedTable.of(input);
        if (input.must(TagMembers.TAGS).isEmpty()) {
            throw Failure.validation(TagMessage.NO_TAG);
        }
        SortedMap<String, String> given = Tags.of(input.must(TagMembers.TAGS));
        return (tables, waiting) -> {
            table.change(tables, present -> Tags.merged(present, given));
            return CompletableFuture.completedFuture(Reply.EMPTY);
        };
    }
}
