/// JSON as requests carry it and items are stored in it.
///
/// Owns the two forms of a value: any JSON a client sends ([Json]), and DynamoDB JSON of an item
/// ([ItemJson], [ValueReader]). Tokens are Jackson's business. Start with [Json#parse].
@NullMarked
package cairn.item.json;

import org.jspecify.annotations.NullMarked;
