package cairn.operations.write;

/// What of an item the answer to a write has (docs/dynamodb.md#return-values).
public enum ReturnValues {
    NONE,
    ALL_OLD,
    UPDATED_OLD,
    ALL_NEW,
    UPDATED_NEW
}
