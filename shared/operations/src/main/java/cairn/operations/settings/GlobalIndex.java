package cairn.operations.settings;

import cairn.item.index.SecondaryIndex;

/// A global index of a table. Immutable.
public record GlobalIndex(SecondaryIndex index, Throughput throughput, State state) {

    /// The stages of an index's life.
    public enum State {
        /// Writers keep it up, but older writers may still be at work: nothing is carried to it.
        ALLOCATING,
        /// It is being filled with the items that there are, and kept up meanwhile.
        BACKFILLING,
        /// It can be read.
        ACTIVE,
        /// Nothing is carried to it any more; its partitions are being tombstoned.
        DELETING;

        /// Whether what is written to the table is carried to the index.
        public boolean isCarried() {
            return this == ACTIVE || this == BACKFILLING;
        }
    }

    public String name() {
        return index.name();
    }

    /// Whether it is being allocated or deleted: then hardly anything about it can be changed.
    public boolean isInTransit() {
        return state == State.ALLOCATING || state == State.DELETING;
    }

    public GlobalIndex with(Throughput newThroughput) {
        return new GlobalIndex(index, newThroughput, state);
    }

    public GlobalIndex with(State newState) {
        return new GlobalIndex(index, throughput, newState);
    }
}
