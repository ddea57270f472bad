package cairn.storage.format;

/// An item in its stored form: canonical DynamoDB JSON, ready to be copied into an answer.
///
/// @param sizeBytes DynamoDB's size of the item (docs/dynamodb.md#item-sizes), which is not the
///   length of `json`
/// @param json shared, never changed
public record StoredItem(int sizeBytes, byte[] json) {}
