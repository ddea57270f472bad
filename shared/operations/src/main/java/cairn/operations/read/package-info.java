/// Operations that read items: GetItem, BatchGetItem, Query, Scan.
///
/// Each has two types. The operation reads a request's text. Its action has resolved values, reads
/// one view of each partition and answers. May use the request, the wire, items and tables. Start
/// with [GetItem], [GetAction] and [Page].
@NullMarked
package cairn.operations.read;

import org.jspecify.annotations.NullMarked;
