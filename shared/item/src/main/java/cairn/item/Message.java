package cairn.item;

import java.util.EnumSet;
import java.util.Set;

/// The part of the message catalogue for items, keys and expressions: every refusal of a value.
/// `%s` are the arguments of a [Refused].
///
/// Sources: observed answers of DynamoDB, and its developer guide where a constant says so. If a
/// constant has two texts, the second is for the newest [Dialect].
public enum Message implements CatalogueEntry {
    VALUE_EMPTY(
            "Supplied AttributeValue is empty, must contain exactly one of the supported"
                    + " datatypes"),
    VALUE_TWO_TYPES(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                    + " the supported datatypes"),
    NULL_NOT_TRUE(INVALID_VALUES + "Null attribute value types must have the value of true"),
    STRING_SET_EMPTY(INVALID_VALUES + "An string set  may not be empty"),
    NUMBER_SET_EMPTY(INVALID_VALUES + "An number set  may not be empty"),
    BINARY_SET_EMPTY(INVALID_VALUES + "Binary sets should not be empty"),
    STRING_SET_NULL(INVALID_VALUES + "An string set may not have a null string as a member"),
    BINARY_SET_NULL(INVALID_VALUES + "Binary sets may not contain null or empty values"),
    /// Its members as they were sent: bare, and quoted.
    STRING_SET_DUPLICATES(
            INVALID_VALUES + "Input collection [%1$s] contains duplicates.",
            INVALID_VALUES + "Input collection [%2$s] contains duplicates."),
    /// Its members as they were sent: bare, and quoted.
    BINARY_SET_DUPLICATES(
            INVALID_VALUES + "Input collection [%1$s]of type BS contains duplicates.",
            INVALID_VALUES + "Input collection [%2$s]of type BS contains duplicates."),
    NUMBER_SET_DUPLICATES(
            "Input collection contains duplicates",
            INVALID_VALUES + "Input collection contains duplicates."),
    NOT_A_NUMBER("The parameter cannot be converted to a numeric value: %s"),
    EMPTY_NUMBER(
            "The parameter cannot be converted to a numeric value",
            "The parameter cannot be converted to a numeric value: "),
    NUMBER_DIGITS("Attempting to store more than 38 significant digits in a Number"),
    NUMBER_OVERFLOW(
            "Number overflow. Attempting to store a number with magnitude larger than supported"
                    + " range"),
    NUMBER_UNDERFLOW(
            "Number underflow. Attempting to store a number with magnitude smaller than supported"
                    + " range"),
    NESTING(
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit"),
    ATTRIBUTE_NAME_EMPTY(INVALID_VALUES + "Empty attribute name"),
    ATTRIBUTE_NAME_TOO_LONG(
            INVALID_VALUES + "Attribute name is too large, must be less than 65536 bytes"),

    KEY_MISSING_IN_ITEM(INVALID_VALUES + "Missing the key %s in the item"),
    KEY_TYPE_IN_ITEM(INVALID_VALUES + "Type mismatch for key %s expected: %s actual: %s"),
    KEY_NOT_OF_SCHEMA("The provided key element does not match the schema"),
    KEY_EMPTY_STRING(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                    + " cannot contain an empty string value. Key: %s"),
    KEY_EMPTY_BINARY(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                    + " cannot contain an empty binary value. Key: %s"),
    INDEX_KEY_TYPE(
            INVALID_VALUES
                    + "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"),
    INDEX_KEY_EMPTY_STRING(
            "One or more parameter values are not valid. A value specified for a secondary index"
                    + " key is not supported. The AttributeValue for a key attribute cannot contain"
                    + " an empty string value. IndexName: %s, IndexKey: %s"),
    INDEX_KEY_EMPTY_BINARY(
            "One or more parameter values are not valid. A value specified for a secondary index"
                    + " key is not supported. The AttributeValue for a key attribute cannot contain"
                    + " an empty binary value. IndexName: %s, IndexKey: %s"),
    UPDATED_INDEX_KEY_TYPE(
            "The update expression attempted to update the secondary index key to unsupported"
                    + " type"),
    UPDATED_INDEX_KEY_SIZE(
            "The update expression attempted to update the secondary index key beyond allowed size"
                    + " limits"),
    UPDATED_INDEX_KEY_EMPTY_STRING(
            "One or more parameter values are not valid. The update expression attempted to update"
                    + " a secondary index key to a value that is not supported. The AttributeValue"
                    + " for a key attribute cannot contain an empty string value."),
    UPDATED_INDEX_KEY_EMPTY_BINARY(
            "One or more parameter values are not valid. The update expression attempted to update"
                    + " a secondary index key to a value that is not supported. The AttributeValue"
                    + " for a key attribute cannot contain an empty binary value."),
    HASH_KEY_TOO_LONG(
            INVALID_VALUES + "Size of hashkey has exceeded the maximum size limit of2048 bytes"),
    RANGE_KEY_TOO_LONG(
            INVALID_VALUES
                    + "Aggregated size of all range keys has exceeded the size limit of 1024"
                    + " bytes"),

    EXPRESSION_EMPTY("Invalid %s: The expression can not be empty;"),
    SYNTAX("Invalid %s: Syntax error; token: \"%s\", near: \"%s\""),
    EXPRESSION_SIZE(
            "Invalid %s: Expression size has exceeded the maximum allowed size; expression size:"
                    + " %s"),
    UPDATE_SIZE("Invalid %s: Expression size has exceeded the maximum allowed size;"),
    OPERATOR_COUNT("Invalid %s: The expression contains too many operators; operator count: %s"),
    REDUNDANT_PARENTHESES("Invalid %s: The expression has redundant parentheses;"),
    FUNCTION_UNKNOWN("Invalid %s: Invalid function name; function: %s"),
    FUNCTION_MISUSED(
            "Invalid %s: The function is not allowed to be used this way in an expression;"
                    + " function: %s"),
    FUNCTION_OF_UPDATES(
            "Invalid %s: The function is not allowed in a condition expression; function: %s"),
    FUNCTION_OF_CONDITIONS(
            "Invalid %s: The function is not allowed in an update expression; function: %s"),
    PATH_TOO_DEEP("Invalid %s: The document path has too many nesting levels; nesting levels: %s"),
    INDEX_TOO_LARGE("Invalid %s: List index is not within the allowable range; index: [%s]"),
    RESERVED_WORD("Invalid %s: Attribute name is a reserved keyword; reserved keyword: %s"),
    NAME_UNDEFINED(
            "Invalid %s: An expression attribute name used in the document path is not defined;"
                    + " attribute name: %s"),
    VALUE_UNDEFINED(
            "Invalid %s: An expression attribute value used in expression is not defined;"
                    + " attribute value: %s"),
    OPERAND_COUNT(
            "Invalid %s: Incorrect number of operands for operator or function; operator or"
                    + " function: %s, number of operands: %s"),
    OPERAND_TYPE(
            "Invalid %s: Incorrect operand type for operator or function; operator or function:"
                    + " %s, operand type: %s"),
    ADD_DELETE_OPERAND_TYPE(
            "Invalid %s: Incorrect operand type for operator or function; operator: %s, operand"
                    + " type: %s"),
    PATH_REQUIRED(
            "Invalid %s: Operator or function requires a document path; operator or function:"
                    + " %s"),
    OPERANDS_NOT_DISTINCT(
            "Invalid %s: The first operand must be distinct from the remaining operands for this"
                    + " operator or function; operator: %s, first operand: %s"),
    ATTRIBUTE_TYPE_UNKNOWN(
            "Invalid %s: Invalid attribute type name found; type: %s, valid types:"
                    + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"),
    BETWEEN_TYPES(
            "Invalid %s: The BETWEEN operator requires same data type for lower and upper bounds;"
                    + " lower bound operand: AttributeValue: %s, upper bound operand:"
                    + " AttributeValue: %s"),
    BETWEEN_ORDER(
            "Invalid %s: The BETWEEN operator requires upper bound to be greater than or equal to"
                    + " lower bound; lower bound operand: AttributeValue: %s, upper bound operand:"
                    + " AttributeValue: %s"),
    PATHS_OVERLAP(
            "Invalid %s: Two document paths overlap with each other; must remove or rewrite one of"
                    + " these paths; path one: %s, path two: %s"),
    PATHS_CONFLICT(
            "Invalid %s: Two document paths conflict with each other; must remove or rewrite one"
                    + " of these paths; path one: %s, path two: %s"),
    NAMES_UNUSED("Value provided in ExpressionAttributeNames unused in expressions: keys: {%s}"),
    VALUES_UNUSED("Value provided in ExpressionAttributeValues unused in expressions: keys: {%s}"),
    NAMES_EMPTY("ExpressionAttributeNames must not be empty"),
    VALUES_EMPTY("ExpressionAttributeValues must not be empty"),
    NAMES_INVALID("ExpressionAttributeNames contains invalid value: %s for key %s"),
    NAMES_KEY_SYNTAX("ExpressionAttributeNames contains invalid key: Syntax error; key: \"%s\""),
    VALUES_KEY_SYNTAX("ExpressionAttributeValues contains invalid key: Syntax error; key: \"%s\""),
    VALUES_INVALID("ExpressionAttributeValues contains invalid value: %s for key %s"),

    SECTION_TWICE("Invalid %s: The \"%s\" section can only be used once in an update expression;"),
    UPDATES_KEY(INVALID_VALUES + "Cannot update attribute %s. This attribute is part of the key"),
    UPDATE_OPERAND_MISSING(
            "The provided expression refers to an attribute that does not exist in the item"),
    UPDATE_PATH("The document path provided in the update expression is invalid for update"),
    UPDATED_ITEM_SIZE("Item size to update has exceeded the maximum allowed size"),
    UPDATE_OPERAND_TYPE("An operand in the update expression has an incorrect data type"),

    ATTRIBUTE_UPDATE_TYPE("Type mismatch for attribute to update"),

    /// Names of parameters: those of before expressions, and expressions. Its beginning in the
    /// newest dialect is known of PutItem alone.
    STYLES_MIXED(
            "Can not use both expression and non-expression parameters in the same request:"
                    + " Non-expression parameters: {%s} Expression parameters: {%s}"),

    CONDITION_MISSES_KEY("Query condition missed key schema element: %s"),
    CONDITION_NOT_SUPPORTED("Query key condition not supported"),
    CONDITION_EQUALITY_MISSING(
            "RANGE key attributes %s must have equality conditions specified in the query because"
                    + " a condition is present on key attribute %s"),
    CONDITIONS_PER_KEY(
            "Invalid %s: KeyConditionExpressions must only contain one condition per key"),
    CONDITION_NESTED_PATH(
            "Invalid %s: KeyConditionExpressions cannot have conditions on nested attributes"),
    CONDITION_NESTED("Invalid %s: KeyConditionExpressions cannot contain nested operations"),
    CONDITION_OPERATOR("Invalid operator used in KeyConditionExpression: %s"),
    CONDITION_NO_KEY("Invalid condition in KeyConditionExpression: No key attribute specified"),
    CONDITION_TWO_NAMES(
            "Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
                    + " condition"),
    CONDITION_KEY_FIRST(
            "Invalid condition in KeyConditionExpression: %s operator must have the key attribute"
                    + " as its first operand"),
    CONDITION_NOT_INDEXABLE("Attempted conditional constraint is not an indexable operation"),
    CONDITION_TYPE(INVALID_VALUES + "Condition parameter type does not match schema type"),
    CONDITION_COUNT(
            "The number of query conditions (%s) exceeds the number of key attributes defined in"
                    + " the schema (%s)"),
    INDEX_KEY_PATH_NOT_SCALAR(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                    + " allowed: IndexKey: %s"),
    KEY_PATH_NOT_SCALAR(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                    + " allowed: Key: %s");

    private static final String ENVELOPE = "1 validation error detected: ";

    /// Texts that begin with [#ENVELOPE] where an operation's refusals do: sets and NULL, the
    /// faults of expressions that are seen before their operands are, and mixed styles. The rest
    /// stays bare.
    private static final Set<Message> ENVELOPED =
            EnumSet.of(
                    NULL_NOT_TRUE,
                    STRING_SET_EMPTY,
                    NUMBER_SET_EMPTY,
                    BINARY_SET_EMPTY,
                    STRING_SET_NULL,
                    BINARY_SET_NULL,
                    STRING_SET_DUPLICATES,
                    BINARY_SET_DUPLICATES,
                    NUMBER_SET_DUPLICATES,
                    SYNTAX,
                    EXPRESSION_SIZE,
                    UPDATE_SIZE,
                    REDUNDANT_PARENTHESES,
                    FUNCTION_MISUSED,
                    OPERANDS_NOT_DISTINCT,
                    STYLES_MIXED);

    private final String established;
    private final String newest;

    /// A message with the same text in both dialects.
    Message(String both) {
        this(both, both);
    }

    Message(String established, String newest) {
        this.established = established;
        this.newest = newest;
    }

    @Override
    public String template(Dialect dialect) {
        return dialect.choose(established, newest);
    }

    @Override
    public String text(Wording wording, Object... arguments) {
        String text = CatalogueEntry.filled(template(wording.ofValues()), wording, arguments);
        return wording == Wording.ENVELOPED && isEnveloped(arguments) ? ENVELOPE + text : text;
    }

    /// Whether it begins with [#ENVELOPE] under [Wording#ENVELOPED]. A message that quotes another
    /// does if that one does.
    boolean isEnveloped(Object... arguments) {
        return ENVELOPED.contains(this)
                || arguments.length > 0
                        && arguments[0] instanceof Refused quoted
                        && quoted.isEnveloped();
    }

    /// The refusal with these arguments.
    ///
    /// @param arguments immutable
    public Refused refused(Object... arguments) {
        return new Refused(this, arguments);
    }
}
