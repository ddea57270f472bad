package cairn.operations.control;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;

/// The part of the message catalogue for operations on tables. AWS has not changed these texts, so
/// both dialects have the same. Source: observed.
enum TableMessage implements CatalogueEntry {
    TABLE_EXISTS("Table already exists: %s"),
    TABLE_OF_BACKUPS_NOT_FOUND("Table not found: %s"),
    RESOURCE_NOT_FOUND("Requested resource not found: ResourceArn: %s not found"),
    PROTECTED(
            "Resource cannot be deleted as it is currently protected against deletion. Disable"
                    + " deletion protection first."),

    UNITS_OF_ON_DEMAND(
            INVALID_VALUES
                    + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST"),
    UNITS_MISSING(
            INVALID_VALUES
                    + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                    + " BillingMode is PROVISIONED"),
    UNITS_ABOVE_QUOTA(
            "The requested %s, %s, is above the per table maximum for the account in %s. Per table"
                + " maximum: %s. Refer to the Amazon DynamoDB Developer Guide for current limits"
                + " and how to request higher limits."),
    INDEX_UNITS_ABOVE_QUOTA(
            "The requested %s for index %s, %s, is above the per index maximum for the account in"
                    + " %s. Per table maximum: %s. Refer to the Amazon DynamoDB Developer Guide for"
                    + " current limits and how to request higher limits."),
    MAXIMUM_OF_NEW_PROVISIONED(
            INVALID_VALUES
                    + "%s for OnDemandThroughput%s cannot be specified when table BillingMode is"
                    + " PROVISIONED."),
    MAXIMUM_OF_PROVISIONED(
            INVALID_VALUES
                    + "%s for OnDemandThroughput%s cannot be specified when the table BillingMode"
                    + " is PROVISIONED"),
    MAXIMUM_OUT_OF_RANGE(
            INVALID_VALUES
                    + "Requested %s for OnDemandThroughput for %s is outside of valid range"),
    MAXIMUM_ABOVE_QUOTA(
            "Subscriber limit exceeded: Requested %s for OnDemandThroughput for %s exceeds %s of"
                    + " the account in region %s"),
    WARM_BELOW_START(
            INVALID_VALUES
                    + "Requested %s for WarmThroughput for %s is lower than initial throughput for"
                    + " OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/"
                    + "developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial"),
    WARM_BELOW_PROVISIONED(
            INVALID_VALUES
                    + "Requested %s for WarmThroughput for %s is lower than %s of"
                    + " ProvisionedThroughput"),
    WARM_BELOW_PRESENT(
            INVALID_VALUES
                    + "Requested %s for WarmThroughput for %s is lower than current WarmThroughput,"
                    + " decreasing WarmThroughput is not supported"),
    WARM_ABOVE_QUOTA(
            "Subscriber limit exceeded: Requested %s for WarmThroughput for %s exceeds %s of the"
                    + " account in region %s"),
    WARM_OF_INDEX_EMPTY(
            INVALID_VALUES
                    + "WarmThroughput must have at least one of ReadUnitsPerSecond or"
                    + " WriteUnitsPerSecond specified for index: %s"),
    UNITS_OUT_OF_BOUNDS("Given value %s for %s is out of bounds"),
    INDEXES_EMPTY(INVALID_VALUES + "List of %s is empty"),
    STREAM_WITHOUT_VIEW(
            INVALID_VALUES
                    + "Table is being created with a stream enabled, UpdateViewType is required"),
    VIEW_WITHOUT_STREAM(
            INVALID_VALUES
                    + "Table is being created with a stream disabled, UpdateViewType should not be"
                    + " specified"),

    KEY_WITHOUT_ENCRYPTION_TYPE(
            INVALID_VALUES + "SSEType KMS is required if KMSMasterKeyId is specified"),
    DISABLED_WITH_ENCRYPTION_TYPE(
            INVALID_VALUES + "SSEType can not be specified if Enabled is false"),
    DISABLED_WITH_KEY(INVALID_VALUES + "KMSMasterKeyId can not be specified if Enabled is false"),
    ENCRYPTION_TYPE_UNSUPPORTED(INVALID_VALUES + "SSEType AES256 is not supported"),
    NOT_ENCRYPTED_BY_KEY(INVALID_VALUES + "Table is already encrypted by default"),
    SAME_ENCRYPTION_KEY(
            INVALID_VALUES
                    + "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId"
                    + " parameter if you want to change Master Key"),

    KEYS_UNDEFINED("Invalid KeySchema: Some index key attribute have no definition"),
    KEY_UNDEFINED(
            INVALID_VALUES
                    + "Some index key attributes are not defined in AttributeDefinitions. Keys:"
                    + " [%s], AttributeDefinitions: [%s]"),
    KEYS_EQUAL("Both the Hash Key and the Range Key element in the KeySchema have the same name"),
    FIRST_KEY_NOT_HASH("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
    SECOND_KEY_NOT_RANGE("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
    DEFINITIONS_COUNT(
            INVALID_VALUES
                    + "Number of attributes in KeySchema does not exactly match number of"
                    + " attributes defined in AttributeDefinitions"),

    DEFINITION_TWICE("Attribute Name is duplicated: %s"),
    DEFINITIONS_UNUSED(
            INVALID_VALUES
                    + "Some AttributeDefinitions are not used. AttributeDefinitions: [%s], keys"
                    + " used: [%s]"),
    LOCAL_INDEX_WITHOUT_SORT_KEY(
            INVALID_VALUES
                    + "Table KeySchema does not have a range key, which is required when specifying"
                    + " a LocalSecondaryIndex"),
    INDEX_WITHOUT_SORT_KEY(
            INVALID_VALUES + "Index KeySchema does not have a range key for index: %s"),
    INDEX_OF_OTHER_PARTITION_KEY(
            INVALID_VALUES
                    + "Index KeySchema does not have the same leading hash key as table KeySchema"
                    + " for index: %s. index hash key: %s, table hash key: %s"),
    PROJECTION_MISSING(INVALID_VALUES + "Unknown ProjectionType: null"),
    PROJECTION_WITH_NAMES(
            INVALID_VALUES + "ProjectionType is %s, but NonKeyAttributes is specified"),
    PROJECTION_WITHOUT_NAMES(
            INVALID_VALUES + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
    PROJECTED_TWICE(INVALID_VALUES + "Duplicate element in NonKeyAttributes: %s"),
    INDEX_NAME_TWICE(INVALID_VALUES + "Duplicate index name: %s"),
    TOO_MANY_HASH_KEYS(
            INVALID_VALUES
                    + "The KeySchema exceeds the maximum allowed number of HASH key attributes"),
    TOO_MANY_RANGE_KEYS(
            INVALID_VALUES
                    + "The KeySchema exceeds the maximum allowed number of RANGE key attributes"),
    HASH_KEY_AFTER_RANGE_KEY(
            INVALID_VALUES
                    + "All HASH key attributes must precede RANGE key attributes in the KeySchema"),
    INDEX_KEY_TWICE(
            INVALID_VALUES + "The KeySchema contains multiple key attributes with the same name"),
    INDEX_UNITS_OF_ON_DEMAND(
            INVALID_VALUES
                    + "ProvisionedThroughput should not be specified for index: %s when BillingMode"
                    + " is PAY_PER_REQUEST"),
    INDEX_UNITS_MISSING(INVALID_VALUES + "ProvisionedThroughput is not specified for index: %s"),
    TOO_MANY_GLOBAL_INDEXES(
            INVALID_VALUES + "GlobalSecondaryIndex count exceeds the per-table limit of 20"),
    TOO_MANY_LOCAL_INDEXES(
            INVALID_VALUES + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
    /// Ours: DynamoDB's text is not known.
    TOO_MANY_PROJECTED(
            INVALID_VALUES
                    + "Number of NonKeyAttributes of all indexes exceeds per-table limit of 100"),

    NOTHING_TO_UPDATE(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
                    + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
                    + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass"
                    + " is required"),
    UPDATE_MIXED(INVALID_VALUES + "%s modification must be the only operation in the request"),
    WARM_MIXED(INVALID_VALUES + "WarmThroughput must be the only operation in the request"),
    MAXIMUM_MIXED(
            INVALID_VALUES
                    + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable"
                    + " request"),
    STREAM_WITH_UNITS("You cannot modify stream status while updating table IOPS"),
    INDEX_WITH_UNITS("You cannot create or delete index while updating table IOPS"),
    INDEX_WITH_STREAM("You cannot create or delete index while changing stream status"),
    INDEX_WITH_WARM(
            INVALID_VALUES
                    + "Create global secondary index cannot be specified when updating"
                    + " WarmThroughput"),
    UNITS_WITH_ON_DEMAND(
            INVALID_VALUES
                    + "ProvisionedThroughput cannot be specified when BillingMode is"
                    + " PAY_PER_REQUEST"),
    UNITS_OF_PROVISIONED_MISSING(
            INVALID_VALUES
                    + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED"),
    UNITS_OF_INDEXES_MISSING(
            INVALID_VALUES + "ProvisionedThroughput must be specified for index: %s"),
    UNITS_UNCHANGED(
            "The provisioned throughput for the %1$s will not change. The requested value equals"
                + " the current value. Current ReadCapacityUnits provisioned for the %1$s: %2$s."
                + " Requested ReadCapacityUnits: %2$s. Current WriteCapacityUnits provisioned for"
                + " the %1$s: %3$s. Requested WriteCapacityUnits: %3$s. Refer to the Amazon"
                + " DynamoDB Developer Guide for current limits and how to request higher limits."),
    STREAM_ALREADY("Table already has an enabled stream: TableName: %s"),
    STREAM_NOT_THERE("Table has no stream to disable: TableName: %s"),
    STREAM_VIEW_MISSING(
            INVALID_VALUES + "If stream is being enabled then UpdateViewType is required"),
    STREAM_VIEW_GIVEN(
            INVALID_VALUES
                    + "If stream is being disabled, then UpdateViewType must not be specified"),

    INDEX_ACTION_MISSING(
            INVALID_VALUES
                    + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                    + " GlobalSecondaryIndexUpdate.Delete must not be null"),
    INDEX_ACTIONS_TWO(
            INVALID_VALUES
                    + "Only one global secondary index action is allowed per"
                    + " GlobalSecondaryIndexUpdate object"),
    INDEX_TWICE(
            INVALID_VALUES
                    + "Only one global secondary index update per index is allowed simultaneously."
                    + " Index: %s"),
    ONE_INDEX_AT_A_TIME(
            "Subscriber limit exceeded: Only 1 online index can be created or deleted"
                    + " simultaneously per table"),
    INDEX_LIMIT(
            "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit"
                    + " of %s"),
    INDEX_EXISTS(INVALID_VALUES + "Index already exists: %s"),
    INDEX_NAME_TAKEN("Attempting to create an index which already exists"),
    INDEX_NOT_GLOBAL(INVALID_VALUES + "Cannot %s an index that is not a GlobalSecondaryIndex: %s"),
    INDEX_NOT_FOUND("Requested resource not found: Index %s for table %s"),
    INDEX_DEFINITIONS_MISSING(
            INVALID_VALUES + "AttributeDefinitions is not specified for index: %s"),
    INDEX_KEY_UNDEFINED(
            INVALID_VALUES + "Some index key attributes are not defined in AttributeDefinitions"),
    NEW_INDEX_UNITS_MISSING(
            INVALID_VALUES
                    + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index:"
                    + " %s"),
    INDEX_UPDATE_OF_ON_DEMAND(
            INVALID_VALUES
                    + "The only Updates for index: %s when TableThroughputMode is PAY_PER_REQUEST"
                    + " can be to OnDemandThroughput, WarmThroughput"),
    INDEX_ALLOCATING(
            Prefix.IN_USE
                    + "Index creation is in resource allocation phase. Retry deletion during"
                    + " backfilling phase or when the index is active. Table: %s Index: %s"),
    INDEX_BUSY(Prefix.IN_USE + "Index is being %s. Table: %s Index: %s"),
    UNITS_WHILE_INDEX(
            Prefix.IN_USE
                    + "Can't change table IOPS when an index is being %s. Table: %s Indexes: [%s]"),
    STREAM_WHILE_INDEX(
            Prefix.IN_USE
                    + "Can't change stream status when an index is being %s. Table: %s Indexes:"
                    + " [%s]"),
    MAXIMUM_WHILE_INDEX(
            Prefix.IN_USE
                    + "OnDemandThroughput cannot be updated while index %s is in progress for"
                    + " indexes: [%s]"),
    INDEXES_UNFINISHED(
            Prefix.IN_USE
                    + "Cannot delete table while indexes are being created, updated, or deleted."),
    TIME_RANGE("Time range lower bound must be less than or equal to upper bound");

    /// What several texts begin with.
    private static final class Prefix {
        static final String IN_USE = "Attempt to change a resource which is still in use: ";
    }

    private final String both;

    TableMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
