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
            TableMessage.P
                    + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST"),
    UNITS_MISSING(
            TableMessage.P
                    + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                    + " BillingMode is PROVISIONED"),
    UNITS_OUT_OF_BOUNDS("Given value %s for %s is out of bounds"),
    INDEXES_EMPTY(TableMessage.P + "List of %s is empty"),
    VIEW_WITHOUT_STREAM(
            TableMessage.P
                    + "Table is being created with a stream disabled, UpdateViewType should not be"
                    + " specified"),

    KEYS_UNDEFINED("Invalid KeySchema: Some index key attribute have no definition"),
    KEY_UNDEFINED(
            TableMessage.P
                    + "Some index key attributes are not defined in AttributeDefinitions. Keys:"
                    + " [%s], AttributeDefinitions: [%s]"),
    KEYS_EQUAL("Both the Hash Key and the Range Key element in the KeySchema have the same name"),
    FIRST_KEY_NOT_HASH("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
    SECOND_KEY_NOT_RANGE("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
    DEFINITIONS_COUNT(
            TableMessage.P
                    + "Number of attributes in KeySchema does not exactly match number of"
                    + " attributes defined in AttributeDefinitions"),

    NOTHING_TO_UPDATE(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
                    + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
                    + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass"
                    + " is required"),
    UPDATE_MIXED(TableMessage.P + "%s modification must be the only operation in the request"),
    TIME_RANGE("Time range lower bound must be less than or equal to upper bound");

    private static final String P = "One or more parameter values were invalid: ";

    private final String both;

    TableMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
