/// Operations that write items: PutItem, UpdateItem, DeleteItem, BatchWriteItem.
///
/// Each is two types: the operation, which reads a request's text, and its action, which has
/// resolved values and decides on the item as it is. May use the request, the wire, items and
/// tables. Start with [PutItem], [PutAction] and [ItemWrite].
@NullMarked
package cairn.operations.write;

import org.jspecify.annotations.NullMarked;
