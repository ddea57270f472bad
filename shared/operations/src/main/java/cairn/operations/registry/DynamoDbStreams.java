package cairn.operations.registry;

import cairn.operations.control.ListStreams;
import cairn.operations.request.AccessLevel;

import java.util.List;
import java.util.Map;

/// The operations of DynamoDB Streams.
public final class DynamoDbStreams {
    public static final ServiceTable TABLE =
            ServiceTable.of(
                    "DynamoDBStreams_20120810",
                    List.of(new ListStreams()),
                    Map.of(
                            AccessLevel.READ,
                            List.of("DescribeStream", "GetRecords", "GetShardIterator")));

    private DynamoDbStreams() {}
}
