package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.expression.Update;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.Indexes;

/// Checks the index keys that an update writes. Those that it leaves alone may be wrong: they may
/// be older than the index (observed).
final class UpdatedIndexKeys {
    private UpdatedIndexKeys() {}

    /// @param updated the item that the update makes
    /// @throws Refused an index key is of another type, empty or too long
    static void mustFit(Indexes indexes, Update update, Item updated) {
        if (indexes.isEmpty()) {
            return;
        }
        for (SecondaryIndex index : indexes.inOrderOfChecks()) {
            for (KeySchema.Attribute attribute : index.keys().attributes()) {
                for (Update.Placed placed : update.actions()) {
                    AttributeValue value = updated.get(attribute.name());
                    if (value != null
                            && placed.path().attribute().equals(attribute.name())
                            && !index.keys().isValid(attribute, value)) {
                        throw refusal(index, attribute, value, placed.action());
                    }
                }
            }
        }
    }

    private static Refused refusal(
            SecondaryIndex index,
            KeySchema.Attribute attribute,
            AttributeValue value,
            Update.Action action) {
        boolean otherType = !value.type().equals(attribute.type().name());
        if (otherType && action instanceof Update.Action.Add) {
            return index.refusal(attribute, value);
        }
        if (otherType) {
            return Message.UPDATED_INDEX_KEY_TYPE.refused();
        }
        if (value.sizeBytes() > 0) {
            return Message.UPDATED_INDEX_KEY_SIZE.refused();
        }
        return attribute.type() == KeySchema.Type.S
                ? Message.UPDATED_INDEX_KEY_EMPTY_STRING.refused()
                : Message.UPDATED_INDEX_KEY_EMPTY_BINARY.refused();
    }
}
