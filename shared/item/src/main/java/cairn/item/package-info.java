/// Items as DynamoDB knows them: attribute values, numbers, sizes, keys and their order in storage.
///
/// Owns what a value is, which values are refused and in which words ([Message]). Does not own the
/// wire protocol (`operations`) nor how items are kept (`storage`). May use nothing of Cairn. Start
/// with [AttributeValue], then [KeySchema].
@NullMarked
package cairn.item;

import org.jspecify.annotations.NullMarked;
