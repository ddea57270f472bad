/// The DynamoDB API: from a request's target and body to its answer.
///
/// Owns the path of one request. Below it: `wire` (members, types, constraints, failures),
/// `request` (declarations of operations; tables and expressions of a request), then the
/// operations: `write`, `read`, `control`, and `registry`, which lists them. Start with [Api].
@NullMarked
package cairn.operations;

import org.jspecify.annotations.NullMarked;
