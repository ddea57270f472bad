/// Attribute values, numbers, items, keys and sizes: what DynamoDB stores, exactly.
@NullMarked
package cairn.item;

import org.jspecify.annotations.NullMarked;
