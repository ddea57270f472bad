package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One partition as this process sees it: reads from a view, writes through the committer.
///
/// Thread-safe. Several processes may have one of the same partition; the head decides between
/// them.
public final class Partition {
    private final CurrentView current;
    private final Lookup lookup;
    private final Committer committer;

    public Partition(Engine engine, PartitionName name) {
        this.current = new CurrentView(engine, name);
        this.lookup = new Lookup(current);
        this.committer = new Committer(engine, name, current);
    }

    /// Reads one item.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws StoreUnavailable the store gives no answer
    public Optional<StoredItem> read(StorageKey key, Consistency consistency) {
        return onView(consistency, view -> lookup.find(view, key));
    }

    /// Queues writes; each is settled once. Does not block.
    public void submit(List<? extends PartitionWrite> writes) {
        committer.submit(writes);
    }

    /// Reads from a view as current as asked; if an object that it names is gone, once more from a
    /// newer one.
    private <R> R onView(Consistency consistency, Function<View, R> reading) {
        View view = current.forRead(consistency);
        try {
            return reading.apply(live(view));
        } catch (MissingObject e) {
            return reading.apply(live(current.confirm()));
        }
    }

    private static View live(View view) {
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        return view;
    }
}
