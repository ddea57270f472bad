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
    UNITS_OUT_OF_BOUNDS("Given value %s for %s is out of bounds"),
    INDEXES_EMPTY(INVALID_VALUES + "List of %s is empty"),
    VIEW_WITHOUT_STREAM(
            INVALID_VALUES
                    + "Table is being created with a stream disabled, UpdateViewType should not be"
                    + " specified"),

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
    TIME_RANGE("Time range lower bound must be less than or equal to upper bound");

    private final String both;

    TableMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
