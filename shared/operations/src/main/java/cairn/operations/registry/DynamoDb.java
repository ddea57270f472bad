package cairn.operations.registry;

import cairn.operations.control.CreateTable;
import cairn.operations.control.DeleteTable;
import cairn.operations.control.DescribeContinuousBackups;
import cairn.operations.control.DescribeEndpoints;
import cairn.operations.control.DescribeLimits;
import cairn.operations.control.ListBackups;
import cairn.operations.control.ListTables;
import cairn.operations.control.UpdateTable;
import cairn.operations.describe.DescribeTable;
import cairn.operations.expiry.DescribeTimeToLive;
import cairn.operations.expiry.UpdateTimeToLive;
import cairn.operations.read.BatchGetItem;
import cairn.operations.read.GetItem;
import cairn.operations.read.Query;
import cairn.operations.read.Scan;
import cairn.operations.request.AccessLevel;
import cairn.operations.tags.ListTagsOfResource;
import cairn.operations.tags.TagResource;
import cairn.operations.tags.UntagResource;
import cairn.operations.write.BatchWriteItem;
import cairn.operations.write.DeleteItem;
import cairn.operations.write.PutItem;
import cairn.operations.write.UpdateItem;

import java.util.List;
import java.util.Map;

/// The operations of DynamoDB.
public final class DynamoDb {
    public static final ServiceTable TABLE =
            ServiceTable.of(
                    "DynamoDB_20120810",
                    List.of(
                            new BatchGetItem(),
                            new BatchWriteItem(),
                            new CreateTable(),
                            new DeleteItem(),
                            new DeleteTable(),
                            new DescribeContinuousBackups(),
                            new DescribeEndpoints(),
                            new DescribeLimits(),
                            new DescribeTable(),
                            new DescribeTimeToLive(),
                            new GetItem(),
                            new ListBackups(),
                            new ListTables(),
                            new ListTagsOfResource(),
                            new PutItem(),
                            new Query(),
                            new Scan(),
                            new TagResource(),
                            new UntagResource(),
                            new UpdateItem(),
                            new UpdateTable(),
                            new UpdateTimeToLive()),
                    Map.of(
                            AccessLevel.READ, readingLater(),
                            AccessLevel.WRITE, writingLater(),
                            AccessLevel.ADMIN, administeringLater()));

    private DynamoDb() {}

    private static List<String> readingLater() {
        return List.of(
                "DescribeBackup",
                "DescribeContributorInsights",
                "DescribeExport",
                "DescribeGlobalTable",
                "DescribeGlobalTableSettings",
                "DescribeImport",
                "DescribeKinesisStreamingDestination",
                "DescribeTableReplicaAutoScaling",
                "ListContributorInsights",
                "ListExports",
                "ListGlobalTables",
                "ListImports",
                "SearchVectors",
                "TransactGetItems");
    }

    private static List<String> writingLater() {
        return List.of(
                "BatchExecuteStatement",
                "ExecuteStatement",
                "ExecuteTransaction",
                "TransactWriteItems");
    }

    private static List<String> administeringLater() {
        return List.of(
                "CancelBulkOperation",
                "CreateBackup",
                "CreateGlobalTable",
                "DeleteBackup",
                "DeleteResourcePolicy",
                "DescribeBulkOperation",
                "DisableKinesisStreamingDestination",
                "EnableKinesisStreamingDestination",
                "ExportTableToPointInTime",
                "GetResourcePolicy",
                "ImportTable",
                "ListBulkOperations",
                "PutResourcePolicy",
                "RestoreTableFromBackup",
                "RestoreTableToPointInTime",
                "StartBulkPutItems",
                "UpdateContinuousBackups",
                "UpdateContributorInsights",
                "UpdateGlobalTable",
                "UpdateGlobalTableSettings",
                "UpdateKinesisStreamingDestination",
                "UpdateTableReplicaAutoScaling");
    }
}
