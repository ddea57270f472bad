package cairn.storage.partition;

import cairn.storage.format.StoredItem;

/// What a write wants done to its item.
public sealed interface Change {
    /// Leave it as it is: the condition failed, or there is nothing to do.
    Change KEEP = new Keep();

    /// Delete it.
    Change DELETE = new Delete();

    /// Replace or create it.
    record Put(StoredItem item) implements Change {}

    /// Delete it.
    record Delete() implements Change {}

    /// Leave it.
    record Keep() implements Change {}
}
