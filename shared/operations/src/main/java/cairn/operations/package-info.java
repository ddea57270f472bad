/// The DynamoDB API: from a request's target and body to its answer.
///
/// Owns the way of one request. Below it: `wire` (members, types, constraints, failures), `request`
/// (what an operation declares; tables and expressions of a request), then the operations by what
/// they do: `write`, `read`, `control`, and `registry`, which lists them. Start with [Api].
@NullMarked
package cairn.operations;

import org.jspecify.annotations.NullMarked;
