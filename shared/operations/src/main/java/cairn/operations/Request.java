package cairn.operations;

import cairn.item.Wording;
import cairn.operations.request.Action;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demand;

import java.util.List;

/// A request that was checked as far as it can be without the store. Immutable.
///
/// @param demands the permissions that it asks for
/// @param wording of its answer
public record Request(
        Declaration operation, List<Demand> demands, Action action, Wording wording) {}
