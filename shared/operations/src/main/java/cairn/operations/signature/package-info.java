/// AWS Signature Version 4, from the side that checks: who signed a request, and whether what
/// arrived is what was signed.
///
/// A request goes through types: [Presented] (what it says of its signature), [Authorization]
/// (that, judged as far as it can be without a secret), [CanonicalRequest] (what was signed), and
/// ends as checked or refused. Owns DynamoDB's texts about signatures, in [Refusals]. Knows neither
/// keys' whereabouts nor what callers may do: that is `access`' business. May use `wire` and the
/// environment. Start with [SignatureCheck].
@NullMarked
package cairn.operations.signature;

import org.jspecify.annotations.NullMarked;
