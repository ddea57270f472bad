package cairn.operations.write;

import cairn.operations.request.Units;

import java.util.Optional;

/// Effects of a write beside its item that its answer reports. Immutable.
///
/// @param indexUnits what entries of indexes cost
/// @param collection of the item; absent in a table without local indexes
record Consequences(Units indexUnits, Optional<ItemCollection> collection) {
    static final Consequences NONE = new Consequences(Units.NONE, Optional.empty());
}
