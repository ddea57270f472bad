package cairn.operations.access;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Demand;

/// Maps roles to the access levels that operations declare.
public final class RolePolicy implements Policy {
    @Override
    public boolean allows(Caller caller, Demand demand) {
        return switch (caller.role()) {
            case ADMIN -> true;
            case READ_WRITE -> demand.level() != AccessLevel.ADMIN;
            case READ_ONLY -> demand.level() == AccessLevel.READ;
        };
    }
}
