/// Operations that write items: PutItem, UpdateItem, DeleteItem, BatchWriteItem.
///
/// Each reads as the operation: check, then decide on the item as it is. May use the request, the
/// wire, items and tables. Start with [PutItem] and [ItemWrite].
@NullMarked
package cairn.operations.write;

import org.jspecify.annotations.NullMarked;
