package cairn.simulation;

import cairn.item.StorageKey;
import cairn.simulation.history.Ending;
import cairn.simulation.history.PartitionLog;
import cairn.simulation.history.RecordedOperation;
import cairn.simulation.history.Values;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.Origin;
import cairn.storage.format.StoredItem;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A write of a history. It changes the item as its operation says, and remembers what it saw.
final class RecordedWrite implements PartitionWrite {
    /// The run that has an entry for every item, with the item's value.
    static final int ENTRIES = PartitionLog.ENTRIES;

    private final RecordedOperation operation;
    private final StorageKey key;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private Optional<String> observed = Optional.empty();
    private boolean kept;

    RecordedWrite(RecordedOperation operation, StorageKey key) {
        this.operation = operation;
        this.key = key;
    }

    RecordedOperation operation() {
        return operation;
    }

    /// Completed when the write is settled.
    CompletableFuture<Ending> ending() {
        return ending;
    }

    @Override
    public List<StorageKey> keys() {
        return operation.kind() == RecordedOperation.Kind.PAIR
                ? List.of(key, Actor.key(operation.expected()))
                : List.of(key);
    }

    @Override
    public boolean needsCurrent() {
        return switch (operation.kind()) {
            case APPEND, CONDITIONAL, PAIR -> true;
            case REPLACE, DELETE, FAULTY, READ_STRONG, READ_EVENTUAL, SCAN -> false;
        };
    }

    @Override
    public Edit decide(PartitionState state) {
        observed = needsCurrent() ? value(state, key) : Optional.empty();
        kept = false;
        return switch (operation.kind()) {
            case REPLACE -> put(Integer.toString(operation.id()));
            case APPEND -> put(Values.appended(observed, operation.id()));
            case CONDITIONAL -> {
                kept = Values.newest(observed) != operation.expected();
                yield kept ? Edit.NONE : put(Values.appended(observed, operation.id()));
            }
            case PAIR -> pair(state);
            case DELETE -> Edit.of(List.of(Change.delete(ENTRIES, key), deletion()));
            case FAULTY -> throw new IllegalArgumentException("a mistake in " + operation.id());
            case READ_STRONG, READ_EVENTUAL, SCAN ->
                    throw new IllegalStateException("a read is no write");
        };
    }

    private static Optional<String> value(PartitionState state, StorageKey of) {
        return state.item(of).map(item -> Values.text(item.json()));
    }

    private Change deletion() {
        Change deletion = Change.delete(key);
        return operation.id() % 2 == 0 ? deletion.by(Origin.SERVICE) : deletion;
    }

    private Edit put(String value) {
        return Edit.of(List.of(Change.put(ENTRIES, key, item(value)), put(key, value, observed)));
    }

    /// Includes the old item, if the write read it.
    private static Change put(StorageKey key, String value, Optional<String> old) {
        return Change.put(key, item(value)).with(old.map(RecordedWrite::item));
    }

    private static StoredItem item(String value) {
        byte[] bytes = Values.bytes(value);
        return new StoredItem(bytes.length, bytes);
    }

    /// The record of [RecordedOperation#key] comes last, because the answer has its sequence
    /// number.
    private Edit pair(PartitionState state) {
        StorageKey other = Actor.key(operation.expected());
        Optional<String> observedOther = value(state, other);
        kept = observed.isEmpty() || observedOther.isEmpty();
        if (kept) {
            return Edit.NONE;
        }
        String here = Values.appended(observed, operation.id());
        String there = Values.appended(observedOther, operation.id());
        return Edit.of(
                List.of(
                        Change.put(ENTRIES, other, item(there)),
                        put(other, there, observedOther),
                        Change.put(ENTRIES, key, item(here)),
                        put(key, here, observed)));
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
