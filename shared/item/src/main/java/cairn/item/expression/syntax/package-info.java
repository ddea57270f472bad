/// Expressions as they are written: from text to [Syntax], by one grammar for conditions, updates,
/// projections and keys.
///
/// Owns tokens, parsers, reserved words, and what is wrong with a text. Does not own what an
/// expression means. May use items. Start with [Expressions].
@NullMarked
package cairn.item.expression.syntax;

import org.jspecify.annotations.NullMarked;
