package cairn.operations.access;

import java.util.Set;

/// What roles allow. What is in no list is for admins: an operation that comes later is closed
/// until it is entered here.
///
/// The lists follow the access levels of IAM's actions (Service Authorization Reference, "Actions
/// defined by Amazon DynamoDB"): Read and List for readers, Write on items for writers.
public final class RolePolicy implements Policy {
    private static final Set<String> READS =
            Set.of(
                    "BatchGetItem",
                    "DescribeBackup",
                    "DescribeContinuousBackups",
                    "DescribeContributorInsights",
                    "DescribeEndpoints",
                    "DescribeExport",
                    "DescribeGlobalTable",
                    "DescribeGlobalTableSettings",
                    "DescribeImport",
                    "DescribeKinesisStreamingDestination",
                    "DescribeLimits",
                    "DescribeStream",
                    "DescribeTable",
                    "DescribeTableReplicaAutoScaling",
                    "DescribeTimeToLive",
                    "GetItem",
                    "GetRecords",
                    "GetShardIterator",
                    "ListBackups",
                    "ListContributorInsights",
                    "ListExports",
                    "ListGlobalTables",
                    "ListImports",
                    "ListStreams",
                    "ListTables",
                    "ListTagsOfResource",
                    "Query",
                    "Scan",
                    "SearchVectors",
                    "TransactGetItems");

    private static final Set<String> WRITES =
            Set.of(
                    "BatchExecuteStatement",
                    "BatchWriteItem",
                    "DeleteItem",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "PutItem",
                    "TransactWriteItems",
                    "UpdateItem");

    @Override
    public boolean allows(Caller caller, Demand demand) {
        return switch (caller.role()) {
            case ADMIN -> true;
            case READ_WRITE ->
                    READS.contains(demand.operation()) || WRITES.contains(demand.operation());
            case READ_ONLY -> READS.contains(demand.operation());
        };
    }
}
