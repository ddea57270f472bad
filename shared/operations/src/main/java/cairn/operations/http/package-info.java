/// DynamoDB over HTTP, whatever server carries it: requests as received, answers to send.
///
/// Owns status, headers, compression and the limits of bodies. The rest of `operations` interprets
/// requests; `access` decides who may call. Knows no server and no framework. Start with
/// [Exchange].
@NullMarked
package cairn.operations.http;

import org.jspecify.annotations.NullMarked;
