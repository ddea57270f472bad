/// The syntax of expressions: from text to [Syntax], by one grammar for conditions, updates,
/// projections and keys.
///
/// Owns tokens, parsers, reserved words, and the faults of a text. Does not own the meaning of an
/// expression. May use items. Start with [Expressions].
@NullMarked
package cairn.item.expression.syntax;

import org.jspecify.annotations.NullMarked;
