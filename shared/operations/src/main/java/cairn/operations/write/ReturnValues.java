package cairn.operations.write;

/// The part of an item that the answer to a write has (docs/dynamodb.md#return-values).
public enum ReturnValues {
    NONE,
    ALL_OLD,
    UPDATED_OLD,
    ALL_NEW,
    UPDATED_NEW
}
