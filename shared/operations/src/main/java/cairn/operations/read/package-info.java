/// Operations that read items: GetItem, BatchGetItem, Query, Scan.
///
/// Each reads as the operation: check, resolve the table, read one view of each partition, answer.
/// May use the request, the wire, items and tables. Start with [GetItem] and [Page].
@NullMarked
package cairn.operations.read;

import org.jspecify.annotations.NullMarked;
