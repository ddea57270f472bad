/// What DynamoDB knows of a table beside its items: its keys, its indexes, how it is paid for, and
/// the form in which the catalog keeps all that.
///
/// Owns no request and no answer. Start with [TableSettings].
@NullMarked
package cairn.operations.settings;

import org.jspecify.annotations.NullMarked;
