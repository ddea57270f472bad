package cairn.operations.access;

import cairn.operations.request.Demand;
import cairn.operations.request.Level;

/// What roles allow: as much as each operation says that it does.
public final class RolePolicy implements Policy {
    @Override
    public boolean allows(Caller caller, Demand demand) {
        return switch (caller.role()) {
            case ADMIN -> true;
            case READ_WRITE -> demand.level() != Level.ADMIN;
            case READ_ONLY -> demand.level() == Level.READ;
        };
    }
}
