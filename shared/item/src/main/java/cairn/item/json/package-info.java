/// JSON of requests and of stored items.
///
/// Owns the two forms of a value: any JSON a client sends ([Json]), and DynamoDB JSON of an item
/// ([ItemJson], [ValueReader]). Leaves tokens to Jackson. Start with [Json#parse].
@NullMarked
package cairn.item.json;

import org.jspecify.annotations.NullMarked;
