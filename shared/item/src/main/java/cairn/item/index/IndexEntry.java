package cairn.item.index;

import cairn.item.Item;
import cairn.item.StorageKey;

/// The entry of one item in an index. Immutable.
///
/// @param key of the entry in its index, unique to the item
/// @param item the projected attributes
public record IndexEntry(StorageKey key, Item item) {}
