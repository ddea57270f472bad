/// Checks AWS Signature Version 4: who signed a request, and whether it arrived as signed.
///
/// A request passes through types: [Presented] (the signature as sent), [Authorization] (checked as
/// far as possible without a secret) and [CanonicalRequest] (the signed text), and is then accepted
/// or refused. Owns DynamoDB's texts about signatures, in [Refusals]. Does not know where keys are
/// stored or what callers may do: `access` does. May use `wire` and the environment. Start with
/// [SignatureCheck].
@NullMarked
package cairn.operations.signature;

import org.jspecify.annotations.NullMarked;
