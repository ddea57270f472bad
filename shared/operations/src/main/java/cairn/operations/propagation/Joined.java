package cairn.operations.propagation;

import cairn.storage.partition.PartitionDeleted;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waits for the end of a write to an index.
final class Joined {
    private Joined() {}

    /// @throws PartitionDeleted the partition was deleted
    static boolean of(CompletableFuture<Boolean> end) {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartitionDeleted) {
                throw new PartitionDeleted();
            }
            throw e;
        }
    }
}
