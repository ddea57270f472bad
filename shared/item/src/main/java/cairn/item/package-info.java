/// Items in DynamoDB's terms: attribute values, numbers, sizes, keys and their order in storage.
///
/// Owns what a value is, which values are refused and with which texts ([Message]). Does not own
/// the wire protocol (`operations`) or how items are stored (`storage`). Uses nothing else of
/// Cairn. Start with [AttributeValue], then [KeySchema].
@NullMarked
package cairn.item;

import org.jspecify.annotations.NullMarked;
