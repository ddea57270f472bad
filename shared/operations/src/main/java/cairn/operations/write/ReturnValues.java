package cairn.operations.write;

/// The parts of an item in the answer to a write (docs/dynamodb.md#return-values).
public enum ReturnValues {
    NONE,
    ALL_OLD,
    UPDATED_OLD,
    ALL_NEW,
    UPDATED_NEW
}
