package cairn.simulation;

import cairn.item.StorageKey;
import cairn.simulation.history.Ending;
import cairn.simulation.history.Operation;
import cairn.simulation.history.Values;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Change;
import cairn.storage.partition.PartitionWrite;
import cairn.storage.partition.Settlement;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A write of a history: does to the item what its operation says, and remembers what it saw.
final class RecordedWrite implements PartitionWrite {
    private final Operation operation;
    private final StorageKey key;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private Optional<String> observed = Optional.empty();
    private boolean kept;

    RecordedWrite(Operation operation, StorageKey key) {
        this.operation = operation;
        this.key = key;
    }

    Operation operation() {
        return operation;
    }

    /// Completed when the write is settled.
    CompletableFuture<Ending> ending() {
        return ending;
    }

    @Override
    public StorageKey key() {
        return key;
    }

    @Override
    public boolean needsCurrent() {
        return switch (operation.kind()) {
            case APPEND, CONDITIONAL -> true;
            case REPLACE, DELETE, FAULTY, READ_STRONG, READ_EVENTUAL, SCAN -> false;
        };
    }

    @Override
    public Change decide(Optional<StoredItem> current) {
        observed = current.map(item -> Values.text(item.json()));
        kept = false;
        return switch (operation.kind()) {
            case REPLACE -> put(Integer.toString(operation.id()));
            case APPEND -> put(Values.appended(observed, operation.id()));
            case CONDITIONAL -> {
                kept = Values.newest(observed) != operation.expected();
                yield kept ? Change.KEEP : put(Values.appended(observed, operation.id()));
            }
            case DELETE -> Change.DELETE;
            case FAULTY -> throw new IllegalArgumentException("a mistake in " + operation.id());
            case READ_STRONG, READ_EVENTUAL, SCAN ->
                    throw new IllegalStateException("a read is no write");
        };
    }

    private static Change put(String value) {
        byte[] bytes = Values.bytes(value);
        return new Change.Put(new StoredItem(bytes.length, bytes));
    }

    @Override
    public void settled(Settlement settlement) {
        boolean first =
                ending.complete(
                        switch (settlement) {
                            case Settlement.Decided(long sequence) ->
                                    kept
                                            ? new Ending.Kept(sequence, observed)
                                            : new Ending.Applied(sequence);
                            case Settlement.Throttled() -> new Ending.NotDone("throttled");
                            case Settlement.Deleted() -> new Ending.NotDone("deleted");
                            case Settlement.Failed(String why) -> new Ending.NotDone(why);
                            case Settlement.Unknown(String why) -> new Ending.Unknown(why);
                        });
        if (!first) {
            throw new IllegalStateException("settled twice: " + operation);
        }
    }

    @Override
    public int weightBytes() {
        return 64;
    }
}
