package cairn.operations.settings;

import cairn.item.index.SecondaryIndex;

/// A global index of a table. Immutable.
///
/// @param readUnits, writeUnits a second; 0 in a table paid by request
public record GlobalIndex(SecondaryIndex index, long readUnits, long writeUnits) {
    public String name() {
        return index.name();
    }
}
