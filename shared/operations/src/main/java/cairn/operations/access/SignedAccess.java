package cairn.operations.access;

import cairn.operations.request.Demand;
import cairn.operations.signature.Authorization;
import cairn.operations.signature.Refusals;
import cairn.operations.signature.Signable;
import cairn.operations.signature.SignatureCheck;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;

import java.util.List;

/// Accepts requests signed with an access key of the store, and allows what a policy allows.
public final class SignedAccess implements Access {
    private final SignatureCheck signatures;
    private final KnownKeys keys;
    private final Policy policy;
    private final String region;
    private final String account;

    /// @param region for the ARNs in refusals, as [#account]
    public SignedAccess(
            SignatureCheck signatures,
            KnownKeys keys,
            Policy policy,
            String region,
            String account) {
        this.signatures = signatures;
        this.keys = keys;
        this.policy = policy;
        this.region = region;
        this.account = account;
    }

    @Override
    public void judge(Signable head, Waiting waiting) {
        key(signatures.authorization(head), waiting);
    }

    private OpenedKey key(Authorization authorization, Waiting waiting) {
        return keys.find(authorization.credential().keyId(), waiting)
                .orElseThrow(Refusals::unknownKey);
    }

    @Override
    public Caller identify(Signable request, Waiting waiting) {
        Authorization authorization = signatures.authorization(request);
        OpenedKey key = key(authorization, waiting);
        signatures.check(
                request, authorization, key.signingKey(authorization.credential(), waiting));
        return key.caller();
    }

    @Override
    public void check(Caller caller, List<Demand> demands) {
        for (Demand demand : demands) {
            if (!policy.allows(caller, demand)) {
                throw denied(caller, demand);
            }
        }
    }

    private Failure denied(Caller caller, Demand demand) {
        return Failure.of(
                Failure.Type.ACCESS_DENIED,
                RequestMessage.NOT_ALLOWED,
                caller.arn(account),
                demand.action(),
                demand.resource().arn(region, account));
    }
}
