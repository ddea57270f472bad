/// DynamoDB over HTTP, whoever carries it: requests as they came, answers as they go.
///
/// Owns status, headers, compression and the limits of bodies; what a request means is the rest of
/// `operations`' business, who may ask for it `access`'. Knows no server and no framework. Start
/// with [Exchange].
@NullMarked
package cairn.operations.http;

import org.jspecify.annotations.NullMarked;
