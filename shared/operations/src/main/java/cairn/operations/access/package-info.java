/// Who calls, and what that caller may do.
///
/// Owns access keys, their object in the store (docs/formats/access-keys.md) and their secrets'
/// encryption, and what each [Role] allows. How a signature is checked is `signature`'s business.
/// May use `signature`, `wire`, the store port, requests and the environment. Start with [Access],
/// then [KnownKeys] (checking) and [AccessKeys] (administration).
@NullMarked
package cairn.operations.access;

import org.jspecify.annotations.NullMarked;
