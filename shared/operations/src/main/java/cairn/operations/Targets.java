package cairn.operations;

import cairn.operations.control.CreateTable;
import cairn.operations.control.DeleteTable;
import cairn.operations.control.DescribeContinuousBackups;
import cairn.operations.control.DescribeEndpoints;
import cairn.operations.control.DescribeLimits;
import cairn.operations.control.DescribeTable;
import cairn.operations.control.DescribeTimeToLive;
import cairn.operations.control.ListBackups;
import cairn.operations.control.ListStreams;
import cairn.operations.control.ListTables;
import cairn.operations.control.ListTagsOfResource;
import cairn.operations.control.UpdateTable;
import cairn.operations.read.BatchGetItem;
import cairn.operations.read.GetItem;
import cairn.operations.read.Query;
import cairn.operations.read.Scan;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.write.BatchWriteItem;
import cairn.operations.write.DeleteItem;
import cairn.operations.write.PutItem;
import cairn.operations.write.UpdateItem;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the target header of a request may name: DynamoDB and DynamoDB Streams are two services,
/// each with operations of its own. No name is in both.
final class Targets {
    private static final String DYNAMODB = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final Map<String, Operation> OF_DYNAMODB =
            Map.ofEntries(
                    Map.entry("BatchGetItem", new BatchGetItem()),
                    Map.entry("BatchWriteItem", new BatchWriteItem()),
                    Map.entry("CreateTable", new CreateTable()),
                    Map.entry("DeleteItem", new DeleteItem()),
                    Map.entry("DeleteTable", new DeleteTable()),
                    Map.entry("DescribeContinuousBackups", new DescribeContinuousBackups()),
                    Map.entry("DescribeEndpoints", new DescribeEndpoints()),
                    Map.entry("DescribeLimits", new DescribeLimits()),
                    Map.entry("DescribeTable", new DescribeTable()),
                    Map.entry("DescribeTimeToLive", new DescribeTimeToLive()),
                    Map.entry("GetItem", new GetItem()),
                    Map.entry("ListBackups", new ListBackups()),
                    Map.entry("ListTables", new ListTables()),
                    Map.entry("ListTagsOfResource", new ListTagsOfResource()),
                    Map.entry("PutItem", new PutItem()),
                    Map.entry("Query", new Query()),
                    Map.entry("Scan", new Scan()),
                    Map.entry("UpdateItem", new UpdateItem()),
                    Map.entry("UpdateTable", new UpdateTable()));

    /// Operations of DynamoDB that are not here yet.
    private static final Set<String> OF_DYNAMODB_LATER =
            Set.of(
                    "BatchExecuteStatement",
                    "CancelBulkOperation",
                    "CreateBackup",
                    "CreateGlobalTable",
                    "DeleteBackup",
                    "DeleteResourcePolicy",
                    "DescribeBackup",
                    "DescribeBulkOperation",
                    "DescribeContributorInsights",
                    "DescribeExport",
                    "DescribeGlobalTable",
                    "DescribeGlobalTableSettings",
                    "DescribeImport",
                    "DescribeKinesisStreamingDestination",
                    "DescribeTableReplicaAutoScaling",
                    "DisableKinesisStreamingDestination",
                    "EnableKinesisStreamingDestination",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "ExportTableToPointInTime",
                    "GetResourcePolicy",
                    "ImportTable",
                    "ListBulkOperations",
                    "ListContributorInsights",
                    "ListExports",
                    "ListGlobalTables",
                    "ListImports",
                    "PutResourcePolicy",
                    "RestoreTableFromBackup",
                    "RestoreTableToPointInTime",
                    "SearchVectors",
                    "StartBulkPutItems",
                    "TagResource",
                    "TransactGetItems",
                    "TransactWriteItems",
                    "UntagResource",
                    "UpdateContinuousBackups",
                    "UpdateContributorInsights",
                    "UpdateGlobalTable",
                    "UpdateGlobalTableSettings",
                    "UpdateKinesisStreamingDestination",
                    "UpdateTableReplicaAutoScaling",
                    "UpdateTimeToLive");

    private static final Map<String, Operation> OF_STREAMS =
            Map.of("ListStreams", new ListStreams());

    /// Operations of DynamoDB Streams that are not here yet.
    private static final Set<String> OF_STREAMS_LATER =
            Set.of("DescribeStream", "GetRecords", "GetShardIterator");

    private Targets() {}

    /// The operations that are here, by name.
    static Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>(OF_DYNAMODB);
        all.putAll(OF_STREAMS);
        return Map.copyOf(all);
    }

    /// The operation that a target header names, without the service's name.
    ///
    /// @throws Failure its service has none such
    static String operation(Optional<String> target) {
        String given = target.orElse("");
        if (given.startsWith(DYNAMODB)) {
            return known(given.substring(DYNAMODB.length()), OF_DYNAMODB, OF_DYNAMODB_LATER);
        }
        if (given.startsWith(STREAMS)) {
            return known(given.substring(STREAMS.length()), OF_STREAMS, OF_STREAMS_LATER);
        }
        throw Failure.of(Failure.Type.UNKNOWN_OPERATION);
    }

    private static String known(String name, Map<String, Operation> here, Set<String> later) {
        if (here.containsKey(name) || later.contains(name)) {
            return name;
        }
        throw Failure.of(Failure.Type.UNKNOWN_OPERATION);
    }
}
