/// Histories of indexes. Clients of several processes change items of a table with local and global
/// indexes, as DynamoDB requests. In the end every index must agree with the items.
///
/// Owns the requests of the clients and the comparison. The product runs from its `Api` down;
/// `world` owns the faults. Never shipped. Start with [IndexHistory#run].
@NullMarked
package cairn.simulation.indexes;

import org.jspecify.annotations.NullMarked;
