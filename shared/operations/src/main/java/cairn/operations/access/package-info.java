/// Authentication and authorization of callers.
///
/// Owns access keys, their object in the store (docs/formats/access-keys.md), the encryption of
/// their secrets, and what each [Role] allows. `signature` checks signatures. May use `signature`,
/// `wire`, the store port, requests and the environment. Start with [Access], then [KnownKeys]
/// (checking) and [AccessKeys] (administration).
@NullMarked
package cairn.operations.access;

import org.jspecify.annotations.NullMarked;
