/// The expression language: conditions, filters, projections, updates and key conditions.
///
/// Each goes through the same stages, each its own type: text, `Syntax` (what was written), then
/// with [Placeholders] a [Condition], [Update], [Projection] or [KeyCondition], which holds only
/// names and values and is applied to items. Every refusal is a cairn.item.Refused with DynamoDB's
/// words. Syntax is immutable and may be kept by its text. Start with [Condition].
@NullMarked
package cairn.item.expression;

import org.jspecify.annotations.NullMarked;
