package cairn.operations.control;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Operation;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// DescribeEndpoints: the address that the client used, valid for a day.
public final class DescribeEndpoints implements Operation {
    private static final long CACHE_MINUTES = 1440;

    private static final Declaration DECLARATION =
            Declaration.of(
                    "DescribeEndpoints", AccessLevel.READ, Members.of("DescribeEndpointsRequest"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        return (tables, waiting) -> {
            String address =
                    arrival.host()
                            .orElse(
                                    "dynamodb."
                                            + tables.configuration().region()
                                            + ".amazonaws.com");
            byte[] endpoint =
                    new ReplyBody()
                            .text("Address", address)
                            .number("CachePeriodInMinutes", CACHE_MINUTES)
                            .finish();
            return CompletableFuture.completedFuture(
                    new Reply(200, new ReplyBody().list("Endpoints", List.of(endpoint)).finish()));
        };
    }
}
