/// Secondary indexes as values: which entry an item has in an index, and what a change of the item
/// does to it.
///
/// Owns no storage and no request. Start with [SecondaryIndex].
@NullMarked
package cairn.item.index;

import org.jspecify.annotations.NullMarked;
