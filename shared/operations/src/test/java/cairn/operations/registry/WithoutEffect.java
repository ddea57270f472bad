package cairn.operations.registry;

import java.util.List;
import java.util.stream.Stream;

/// A member that is accepted and checked, but changes nothing of what the member is for. No
/// declaration says so. Immutable.
///
/// @param path as in [DeclaredMember]; its parts are without effect too
record WithoutEffect(String operation, String path, Where where, String reason) {
    /// Where the member has no effect.
    enum Where {
        ON_DYNAMODB("as on DynamoDB"),
        HERE("here");

        private final String text;

        Where(String text) {
            this.text = text;
        }
    }

    private static final String NO_BACKUP =
            "the list is always empty, because there are no backups yet";
    private static final String PERMISSION = "only the permission depends on it; ";

    static final List<WithoutEffect> ALL =
            Stream.of(
                            ofTable("CreateTable"),
                            ofThroughput("CreateTable", ""),
                            ofThroughput("CreateTable", "GlobalSecondaryIndexes[]."),
                            ofTable("UpdateTable"),
                            ofThroughput("UpdateTable", ""),
                            ofThroughput("UpdateTable", "GlobalSecondaryIndexUpdates[].Create."),
                            ofThroughput("UpdateTable", "GlobalSecondaryIndexUpdates[].Update."),
                            ofBackups(),
                            ofTags())
                    .flatMap(List::stream)
                    .toList();

    String text() {
        return "accepted, without effect " + where.text + ": " + reason;
    }

    /// What is said of a member of an operation; nothing if it is honoured.
    static List<WithoutEffect> of(String operation, DeclaredMember member) {
        return ALL.stream()
                .filter(one -> one.operation.equals(operation) && member.isWithin(one.path))
                .toList();
    }

    private static WithoutEffect here(String operation, String path, String reason) {
        return new WithoutEffect(operation, path, Where.HERE, reason);
    }

    private static List<WithoutEffect> ofTable(String operation) {
        String billing =
                "remembered and shown, and decides which throughput may be given;"
                        + " requests are neither billed nor throttled";
        return List.of(
                here(operation, "BillingMode", billing),
                here(
                        operation,
                        "TableThroughputMode",
                        "an alias of BillingMode, which wins; " + billing),
                here(
                        operation,
                        "SSESpecification",
                        "remembered and shown; no key service is asked, and what encrypts is the"
                                + " setting of the bucket or the disk"),
                here(
                        operation,
                        "StreamSpecification",
                        "remembered and shown; stream records cannot be read yet"),
                here(
                        operation,
                        "TableClass",
                        "remembered and shown; tables of both classes are stored alike"));
    }

    /// @param before the path of the table or the index
    private static List<WithoutEffect> ofThroughput(String operation, String before) {
        String unthrottled = "remembered and shown; requests are not throttled by it yet";
        return List.of(
                here(operation, before + "ProvisionedThroughput", unthrottled),
                here(operation, before + "OnDemandThroughput", unthrottled),
                here(
                        operation,
                        before + "WarmThroughput",
                        "remembered and shown; nothing is prepared for it yet"));
    }

    private static List<WithoutEffect> ofBackups() {
        return List.of(
                here("ListBackups", "BackupType", NO_BACKUP),
                here("ListBackups", "ExclusiveStartBackupArn", NO_BACKUP),
                here("ListBackups", "Limit", NO_BACKUP),
                here("ListBackups", "TableName", PERMISSION + NO_BACKUP),
                here("ListBackups", "TimeRangeLowerBound", NO_BACKUP),
                here("ListBackups", "TimeRangeUpperBound", NO_BACKUP));
    }

    private static List<WithoutEffect> ofTags() {
        return List.of(
                new WithoutEffect(
                        "ListTagsOfResource",
                        "NextToken",
                        Where.ON_DYNAMODB,
                        "all tags are on one page"));
    }
}
