/// The DynamoDB API: from a request's target and body to its answer.
///
/// Owns which operations there are. Below it: `wire` (types, constraints, failures), `request`
/// (tables and expressions of a request), then the operations by what they do: `write`, `read`,
/// `control`. Start with [Api].
@NullMarked
package cairn.operations;

import org.jspecify.annotations.NullMarked;
