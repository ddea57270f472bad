/// Operations that write items: PutItem, UpdateItem, DeleteItem, BatchWriteItem.
///
/// Each has two types. The operation reads a request's text. Its action has resolved values and
/// decides by the current item. May use the request, the wire, items and tables. Start with
/// [PutItem], [PutAction] and [ItemWrite].
@NullMarked
package cairn.operations.write;

import org.jspecify.annotations.NullMarked;
