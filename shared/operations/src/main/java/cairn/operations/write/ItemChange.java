package cairn.operations.write;

import cairn.storage.format.StoredItem;

/// What a write does to its item.
sealed interface ItemChange {
    /// Leave it unchanged: the condition failed, or nothing is to be done.
    ItemChange KEEP = new Keep();

    /// Delete it.
    ItemChange DELETE = new Delete();

    /// Replace or create it.
    record Put(StoredItem item) implements ItemChange {}

    /// Delete it.
    record Delete() implements ItemChange {}

    /// Leave it.
    record Keep() implements ItemChange {}
}
