/// Operations on tables: CreateTable, DescribeTable, ListTables, UpdateTable, DeleteTable, and
/// truthful answers about features that come later.
///
/// May use the request, the wire, items and tables. Start with [CreateTable].
@NullMarked
package cairn.operations.control;

import org.jspecify.annotations.NullMarked;
