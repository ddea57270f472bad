package cairn.operations;

import cairn.item.Wording;
import cairn.operations.request.Action;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demand;
import cairn.operations.wire.Input;

import java.util.List;

/// A request that was checked as far as it can be without the store. Immutable.
///
/// @param wording of its answer
public record Request(Declaration operation, Input input, Action action, Wording wording) {
    /// The permissions that it asks for.
    public List<Demand> demands() {
        return operation.demandsOf(input);
    }
}
