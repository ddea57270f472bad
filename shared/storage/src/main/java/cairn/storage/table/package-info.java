/// Tables: the catalog that names them, their partitions and the routing between those, creation
/// and deletion.
///
/// Owns the catalog's objects and the life of a table; what a table's descriptor says beyond its
/// partitions is opaque here (DynamoDB's words are the operations'). May use partitions, formats,
/// requests, port and environment. Start with [Tables].
@NullMarked
package cairn.storage.table;

import org.jspecify.annotations.NullMarked;
