package cairn.operations.access;

import cairn.operations.request.Demand;
import cairn.operations.signature.Signable;
import cairn.operations.signature.SignatureCheck;
import cairn.storage.environment.Waiting;

import java.util.List;

/// Allows everything to every request with a signature, unchecked: for loopback.
public final class OpenAccess implements Access {
    private static final Caller ANYONE = new Caller("anyone", Role.ADMIN);

    @Override
    public void judge(Signable head, Waiting waiting) {
        SignatureCheck.checkAny(head);
    }

    @Override
    public Caller identify(Signable request, Waiting waiting) {
        SignatureCheck.checkAny(request);
        return ANYONE;
    }

    @Override
    public void check(Caller caller, List<Demand> demands) {
        // Everything is allowed.
    }
}
