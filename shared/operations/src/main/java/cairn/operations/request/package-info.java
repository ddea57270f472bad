/// Shared parts of all operations: declarations, common members, and the layer between a checked
/// request and the store: tables by name, expressions of a request, capacity.
///
/// Knows no operation. May use the wire, items and tables. Start with [Operation] and
/// [Declaration], then [Action] and [TableAccess].
@NullMarked
package cairn.operations.request;

import org.jspecify.annotations.NullMarked;
