/// The legacy parameters of requests, which do what expressions do in another form: Expected,
/// AttributeUpdates, KeyConditions, QueryFilter, ScanFilter, ConditionalOperator and
/// AttributesToGet.
///
/// Owns their members, the order in which they are checked, and their translation: each becomes
/// what an expression becomes too (a condition, update, key condition or projection), so that
/// actions don't know which of them a request had. Does not own what those mean for an item. May
/// use the wire, items and expressions. Start with [LegacyParameters] and [LegacyCondition];
/// docs/dynamodb.md#legacy-parameters has the rules.
@NullMarked
package cairn.operations.legacy;

import org.jspecify.annotations.NullMarked;
