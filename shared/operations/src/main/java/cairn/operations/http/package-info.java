/// DynamoDB over HTTP, for every server and gateway: requests as they came, answers as sent.
///
/// Owns status, headers, compression and the limits of bodies; what a request means is the rest of
/// `operations`' business, permissions are `access`'. Knows no server and no framework. Start with
/// [Exchange].
@NullMarked
package cairn.operations.http;

import org.jspecify.annotations.NullMarked;
