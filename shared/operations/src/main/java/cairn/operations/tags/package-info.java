/// Tags of tables: how they are given, checked, kept and listed.
///
/// They are part of a table's settings. Start with [Tags].
@NullMarked
package cairn.operations.tags;

import org.jspecify.annotations.NullMarked;
