package cairn.operations.propagation;

import cairn.storage.edit.Change;

/// A change of one entry of an index. Immutable.
///
/// @param sequence of the item's record that it is derived from
record EntryChange(long sequence, Change change) {}
