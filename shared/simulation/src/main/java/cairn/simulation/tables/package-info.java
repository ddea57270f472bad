/// Histories of tables: clients of several processes create, delete and describe tables of few
/// names, and put and get items in them, all in DynamoDB's words.
///
/// Owns what the clients do and what their answers must agree with. What is run is the product from
/// its `Api` down; what goes wrong is `world`'s. Never shipped. Start with [TableHistory#run].
@NullMarked
package cairn.simulation.tables;

import org.jspecify.annotations.NullMarked;
