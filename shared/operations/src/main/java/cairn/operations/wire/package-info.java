/// What operations say to clients and how they read what clients say: members, shapes, constraints,
/// failures, replies.
///
/// Owns the type layer and the member-constraint layer of DynamoDB's protocol and the words of
/// both. Knows no operation. May use items and their JSON. Start with [Member] and [Members], then
/// [Input].
@NullMarked
package cairn.operations.wire;

import org.jspecify.annotations.NullMarked;
