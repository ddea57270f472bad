/// The expression language: conditions, filters, projections, updates and key conditions.
///
/// Each expression passes the same stages, each with its own type. Text is parsed to `Syntax`. With
/// [Placeholders] it becomes a [Condition], [Update], [Projection] or [KeyCondition], which holds
/// only names and values and is applied to items. Every refusal is a cairn.item.Refused with
/// DynamoDB's words. Syntax is immutable and may be cached by its text. Start with [Condition].
@NullMarked
package cairn.item.expression;

import org.jspecify.annotations.NullMarked;
