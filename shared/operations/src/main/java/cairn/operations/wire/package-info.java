/// The form of requests and answers: members, shapes, constraints, failures, replies.
///
/// Owns the type layer and the member-constraint layer of DynamoDB's protocol and the texts of
/// both. [Input].
@NullMarked
package cairn.operations.wire;

import org.jspecify.annotations.NullMarked;
