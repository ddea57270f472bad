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

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// UntagResource: removes tags; a key that no tag has is ignored.
public final class UntagResource implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "UntagResource",
                            AccessLevel.ADMIN,
                            Members.of("UntagResourceInput", RESOURCE_ARN, TagMembers.TAG_KEYS))
                    .on(Demands.arn(RESOURCE_ARN))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        TaggedTable table = TaggedTable.of(input);
        List<String> keys = input.must(TagMembers.TAG_KEYS);
        if (keys.isEmpty()) {
            throw Failure.validation(TagMessage.NO_KEY);
        }
        Tags.checkKeys(keys);
        return (tables, waiting) -> {
            table.change(tables, present -> without(present, keys));
            return CompletableFuture.completedFuture(Reply.EMPTY);
        };
    }

    private static SortedMap<String, String> without(
            SortedMap<String, String> present, List<String> keys) {
        SortedMap<String, String> rest = new TreeMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
