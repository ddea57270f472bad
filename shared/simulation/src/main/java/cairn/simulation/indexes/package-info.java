/// Histories of indexes: clients of several processes change items of a table with local and global
/// indexes, in DynamoDB's words; in the end every index must say what the items say.
///
/// Owns what the clients do and what is compared. What is run is the product from its `Api` down;
/// what goes wrong is `world`'s. Never shipped. Start with [IndexHistory#run].
@NullMarked
package cairn.simulation.indexes;

import org.jspecify.annotations.NullMarked;
