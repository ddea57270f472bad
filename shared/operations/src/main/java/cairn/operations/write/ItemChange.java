package cairn.operations.write;

import cairn.item.Item;
import cairn.storage.format.Origin;
import cairn.storage.format.StoredItem;

/// A request's change of its item.
sealed interface ItemChange {
    /// Leave it unchanged: the condition failed, or nothing is to be done.
    ItemChange KEEP = new Keep();

    /// Delete it, as the client asks.
    ItemChange DELETE = new Delete(Origin.CLIENT);

    /// Delete it because it expired.
    ItemChange EXPIRE = new Delete(Origin.SERVICE);

    /// Replace or create it.
    ///
    /// @param item what `stored` is of
    record Put(StoredItem stored, Item item) implements ItemChange {}

    /// Delete it.
    record Delete(Origin by) implements ItemChange {}

    /// Leave it.
    record Keep() implements ItemChange {}
}
