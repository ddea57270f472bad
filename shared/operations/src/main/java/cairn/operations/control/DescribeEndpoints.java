package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Operation;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// DescribeEndpoints: the address by which the client came, good for a day.
public final class DescribeEndpoints implements Operation {
    private static final long CACHE_MINUTES = 1440;

    @Override
    public Shape shape() {
        return Shapes.struct("DescribeEndpointsRequest");
    }

    @Override
    public Action check(Input input) {
        return check(input, Arrival.UNKNOWN);
    }

    @Override
    public Action check(Input input, Arrival arrival) {
        return (tables, waiting) -> {
            String address =
                    arrival.host().orElse("dynamodb." + tables.place().region() + ".amazonaws.com");
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
