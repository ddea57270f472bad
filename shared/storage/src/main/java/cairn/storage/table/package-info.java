/// Tables: the catalog that names them, their partitions, the routing to partitions, creation and
/// deletion.
///
/// Owns the catalog's objects and the life of a table. A table's descriptor beyond its partitions
/// is opaque here (DynamoDB's terms belong to operations). May use partitions, formats, requests,
/// port and environment. Start with [Tables].
@NullMarked
package cairn.storage.table;

import org.jspecify.annotations.NullMarked;
