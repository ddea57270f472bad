/// Histories of tables. Clients of several processes create, delete and describe a few tables. They
/// also put and get items, all as DynamoDB requests.
///
/// Owns the calls of the clients and the checks of their answers. The product runs from its `Api`
/// down; `world` owns the faults. Never shipped. Start with [TableHistory#run].
@NullMarked
package cairn.simulation.tables;

import org.jspecify.annotations.NullMarked;
