package cairn.operations.wire;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;

/// The part of the message catalogue for requests: their types and members, and failures of
/// operations on items. If a constant has two texts, the second is for the newest [Dialect].
/// Sources: observed answers of DynamoDB; those marked ours are Cairn's own.
public enum RequestMessage implements CatalogueEntry {
    CANNOT_CONVERT("%s cannot be converted to %s"),
    UNKNOWN_COLLECTION("Unrecognized collection type %s"),
    UNEXPECTED_TOKEN("Unexpected token received from parser"),
    UNEXPECTED_FIELD("Unexpected field type"),
    UNEXPECTED_VALUE("Unexpected value type in payload"),
    UNEXPECTED_START("Start of structure or map found where not expected"),
    NO_BASE64("only base-64-encoded strings are convertible to bytes"),
    BASE64_LENGTH("Base64 encoded length is expected a multiple of 4 bytes but found: %s"),
    BASE64_END("Invalid last non-pad Base64 character dectected"),

    PROBLEMS("%s validation error%s detected: %s"),
    /// The value, the path in either dialect, the constraint.
    PROBLEM(
            "Value %1$s at '%2$s' failed to satisfy constraint: %4$s",
            "Value at '%3$s' failed to satisfy constraint: %4$s"),
    /// For problems whose text had changed in all regions by May 2026.
    PROBLEM_EVERYWHERE("Value at '%3$s' failed to satisfy constraint: %4$s"),
    PROBLEM_OF_WRITES(
            "Value %1$s at 'requestItems' failed to satisfy constraint: Map value must satisfy"
                    + " constraint: [Member must have length less than or equal to 25, Member must"
                    + " have length greater than or equal to 1]",
            "Value at '%3$s' failed to satisfy constraint: %4$s"),
    /// DynamoDB's newest list contains a word that is not a valid value.
    PROBLEM_OF_RETURN_VALUES(
            "Value %1$s at '%2$s' failed to satisfy constraint: %4$s",
            "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD,"
                    + " UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"),
    NOT_NULL("Member must not be null"),
    NOT_ONE_OF("Member must satisfy enum value set: [%s]"),
    VALUE_AT_LEAST("Member must have value greater than or equal to %s"),
    VALUE_AT_MOST("Member must have value less than or equal to %s"),
    LENGTHS(
            "Member must satisfy constraint: [Member must have length less than or equal to %s,"
                    + " Member must have length greater than or equal to %s]"),
    LENGTH_AT_LEAST("Member must have length greater than or equal to %s"),
    LENGTH_AT_MOST("Member must have length less than or equal to %s"),
    PATTERN("Member must satisfy regular expression pattern: %s"),
    TABLE_NAMES(
            "Map keys must satisfy constraint: [Member must have length less than or equal to 255,"
                    + " Member must have length greater than or equal to 3, Member must satisfy"
                    + " regular expression pattern: %s]"),
    PARAMETER_REQUIRED("The parameter '%s' is required but was not present in the request"),
    /// Ours.
    NOT_YET("Cairn does not support %s yet"),

    ARN_START(INVALID_VALUES + "ARNs must start with 'arn:': %s"),
    ARN_OF_ANOTHER_SERVICE(INVALID_VALUES + "Provided Arn is not a DynamoDB resource arn: %s"),
    ARN_OF_ANOTHER_REGION("1 validation error detected: Invalid AWS region in '%s'"),
    ARN_OF_ANOTHER_ACCOUNT("Access is denied"),
    /// Ours: DynamoDB's text is unknown.
    TABLE_NAMED_TWICE("A table is named twice, by its name and by its ARN"),

    NAMES_WITHOUT_EXPRESSION(
            "ExpressionAttributeNames can only be specified when using expressions"),
    VALUES_WITHOUT_EXPRESSION(
            "ExpressionAttributeValues can only be specified when using expressions: %s %s null",
            "1 validation error detected: ExpressionAttributeValues can only be specified when"
                    + " using expressions"),
    RETURN_VALUES_OF_NEW("ReturnValues can only be ALL_OLD or NONE"),
    ITEM_SIZE("Item size has exceeded the maximum allowed size"),
    CONDITION_FAILED("The conditional request failed"),
    /// Inferred from the reason that transactions give.
    COLLECTION_SIZE("Collection size exceeded."),
    THROUGHPUT_EXCEEDED(
            "The level of configured provisioned throughput for the table was exceeded. Consider"
                    + " increasing your provisioning level with the UpdateTable API."),
    REQUEST_ITEMS_EMPTY(
            "The requestItems parameter is required for %s",
            "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1"),
    TOO_MANY_ITEMS("Too many items requested for the %s call"),
    KEYS_TWICE("Provided list of item keys contains duplicates"),

    /// The parameter that names attributes, and what was chosen.
    PROJECTION_FORBIDDEN("Cannot specify the %s when choosing to get %s"),
    PROJECTION_FORBIDDEN_OF_QUERY(
            "1 validation error detected: Cannot specify the %s when choosing to get %s"),
    PROJECTION_MISSING(
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES"),
    PROJECTION_MISSING_OF_QUERY(
            "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression"
                    + " when choosing to get SPECIFIC_ATTRIBUTES"),
    INDEX_BACKFILLING("Cannot read from backfilling global secondary index: %s"),
    INDEX_NOT_FOUND("The table does not have the specified index: %s"),
    CONSISTENT_READ_OF_GLOBAL_INDEX(
            "Consistent reads are not supported on global secondary indexes"),
    ALL_ATTRIBUTES_OF_GLOBAL_INDEX(
            INVALID_VALUES
                    + "Select type ALL_ATTRIBUTES is not supported for global secondary index %s"
                    + " because its projection type is not ALL"),
    GLOBAL_INDEX_LACKS(INVALID_VALUES + "Global secondary index %s does not project [%s]"),
    PROJECTED_WITHOUT_INDEX(
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"),
    START_KEY("The provided starting key is invalid"),
    START_KEY_INVALID("The provided starting key is invalid: %s"),
    START_KEY_OUTSIDE_CONDITION("The provided starting key does not match the range key predicate"),
    START_KEY_OUTSIDE_QUERY(
            "The provided starting key is outside query boundaries based on provided conditions"),
    START_KEY_OUTSIDE_SEGMENT(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                    + " ExclusiveStartKey with correct Segment. TotalSegments: %s Segment: %s"),
    ONE_ROW("The query can return at most one row and cannot be restarted"),
    CONDITIONS_COUNT("Conditions can be of length 1 or 2 only"),
    CONDITION_MISSING(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                    + " request."),
    FILTER_OF_KEY(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
                    + " %s"),
    QUERY_FILTER_OF_KEY(
            "QueryFilter can only contain non-primary key attributes: Primary key attribute: %s"),

    CONDITIONAL_OPERATOR_OF_NONE("ConditionalOperator cannot be used without Filter or Expected"),
    CONDITIONAL_OPERATOR_OF_ONE(
            "ConditionalOperator can only be used when Filter or Expected has two or more"
                    + " elements"),
    EXPECTED_TWO_VALUES(
            INVALID_VALUES
                    + "Value and AttributeValueList cannot be used together for Attribute: %s"),
    EXPECTED_EXISTS(
            INVALID_VALUES
                    + "Exists and ComparisonOperator cannot be used together for Attribute: %s"),
    EXPECTED_NO_VALUE(
            INVALID_VALUES
                    + "Value or AttributeValueList must be used with ComparisonOperator: %s for"
                    + " Attribute: %s"),
    EXPECTED_LIST(
            INVALID_VALUES
                    + "AttributeValueList can only be used with a ComparisonOperator for Attribute:"
                    + " %s"),
    EXPECTED_VALUE_MISSING(
            INVALID_VALUES + "Value must be provided when Exists is %s for Attribute: %s"),
    EXPECTED_VALUE_OF_NOTHING(
            INVALID_VALUES + "Value cannot be used when Exists is false for Attribute: %s"),
    ARGUMENT_COUNT(INVALID_VALUES + "Invalid number of argument(s) for the %s ComparisonOperator"),
    ARGUMENT_TYPES(
            INVALID_VALUES + "AttributeValues inside AttributeValueList must be of same type"),
    ARGUMENT_TYPE(INVALID_VALUES + "ComparisonOperator %s is not valid for %s AttributeValue type"),
    ARGUMENT_BOUNDS(
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                    + " upper bound"),
    UPDATE_WITHOUT_VALUE(
            INVALID_VALUES + "Only DELETE action is allowed when no attribute value is specified"),
    UPDATE_DELETE_TYPE(
            INVALID_VALUES + "DELETE action with value is not supported for the type %s"),
    UPDATE_ADD_TYPE(INVALID_VALUES + "ADD action is not supported for the type %s"),
    ATTRIBUTE_TWICE(INVALID_VALUES + "Duplicate value in attribute name: %s"),
    TOTAL_SEGMENTS_MISSING(
            "The TotalSegments parameter is required but was not present in the request when"
                    + " Segment parameter is present"),
    SEGMENT_MISSING(
            "The Segment parameter is required but was not present in the request when parameter"
                    + " TotalSegments is present"),
    SEGMENT_TOO_LARGE(
            "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                    + " Segment: %s is not less than TotalSegments: %s",
            "The Segment parameter is zero-based and must be less than parameter TotalSegments"),

    RESOURCE_NOT_FOUND("Requested resource not found"),
    TABLE_NOT_FOUND("Requested resource not found: Table: %s not found"),
    NOT_ALLOWED(
            "User: %1$s is not authorized to perform: %2$s on resource: %3$s because no"
                    + " identity-based policy allows the %2$s action"),
    /// Ours.
    INTERNAL("Internal server error; id %s"),
    /// Ours; its client is gone.
    CLIENT_GONE("The client has gone");

    private final String established;
    private final String newest;

    /// A message with the same text in both dialects.
    RequestMessage(String both) {
        this(both, both);
    }

    RequestMessage(String established, String newest) {
        this.established = established;
        this.newest = newest;
    }

    @Override
    public String template(Dialect dialect) {
        return dialect.choose(established, newest);
    }
}
