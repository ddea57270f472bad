/// How a table is described, at rest and while it is being made or changed.
///
/// Owns no setting. Start with [DescribeTable], or with [TableAnswer] for the structure.
@NullMarked
package cairn.operations.describe;

import org.jspecify.annotations.NullMarked;
