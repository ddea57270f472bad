/// What all operations share between a checked request and the store: tables by name, expressions
/// of a request, capacity.
///
/// Knows no operation. May use the wire, items and tables. Start with [Action] and [TableAccess].
@NullMarked
package cairn.operations.request;

import org.jspecify.annotations.NullMarked;
