package cairn.operations.write;

import cairn.item.Item;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Outdated;
import cairn.operations.request.Units;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.RequestMessage;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.Origin;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.PartitionDeleted;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One write of one item on its way through a partition, and its future answer.
final class ItemWrite implements PartitionWrite {
    /// The change of the item, and the answer once it is committed.
    ///
    /// @param answer given what the change does beside the item
    record Decision(ItemChange change, Function<Consequences, Reply> answer) {
        static Decision refuse(RuntimeException why) {
            return new Decision(
                    ItemChange.KEEP,
                    consequences -> {
                        throw why;
                    });
        }
    }

    private final StorageKey key;
    private final OpenTable open;
    private final TableSettings table;
    private final boolean needsCurrent;
    private final int weightBytes;
    private final Function<Optional<StoredItem>, Decision> judge;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private volatile @Nullable Throwable unexpected;
    private Decision decision = new Decision(ItemChange.KEEP, consequences -> Reply.EMPTY);
    private Consequences consequences = Consequences.NONE;
    private int recordsToCarry;

    /// @param table of the item
    /// @param needsCurrent whether `judge` looks at the item as it is
    /// @param weightBytes of the key and the item, roughly
    /// @param judge decides on the item as it is; may be called several times
    ItemWrite(
            StorageKey key,
            OpenTable table,
            boolean needsCurrent,
            int weightBytes,
            Function<Optional<StoredItem>, Decision> judge) {
        this.key = key;
        this.open = table;
        this.table = table.settings();
        this.needsCurrent = needsCurrent || !this.table.indexes().isEmpty();
        this.weightBytes = weightBytes * (1 + this.table.indexes().local().size());
        this.judge = judge;
    }

    /// Whether it is settled, and was not done because the table was changed.
    boolean isOutdated() {
        return reply.isCompletedExceptionally() && reply.exceptionNow() instanceof Outdated;
    }

    /// Completed when the write is settled: with its answer, a Failure, or PartitionDeleted.
    CompletableFuture<Reply> reply() {
        return reply;
    }

    @Override
    public List<StorageKey> keys() {
        return List.of(key);
    }

    @Override
    public boolean needsCurrent() {
        return needsCurrent;
    }

    @Override
    public Edit decide(PartitionState state) {
        if (state.manifest().schema() > open.table().entry().schema()) {
            decision = Decision.refuse(new Outdated());
            recordsToCarry = 0;
            return Edit.NONE;
        }
        Optional<StoredItem> current = needsCurrent ? state.item(key) : Optional.empty();
        try {
            decision = judge.apply(current);
            return edit(current, state);
        } catch (Refused | Failure e) {
            decision = Decision.refuse(e);
            recordsToCarry = 0;
            return Edit.NONE;
        } catch (RuntimeException | Error e) {
            unexpected = e;
            throw e;
        }
    }

    private Edit edit(Optional<StoredItem> current, PartitionState state) {
        return switch (decision.change) {
            case ItemChange.Put(StoredItem stored, Item item) ->
                    edit(Change.put(key, stored), current, Optional.of(item), state);
            case ItemChange.Delete(Origin by) ->
                    edit(Change.delete(key).by(by), current, Optional.empty(), state);
            case ItemChange.Keep() -> {
                recordsToCarry = 0;
                consequences = new Consequences(Units.NONE, collection(state));
                yield Edit.NONE;
            }
        };
    }

    private Edit edit(
            Change change,
            Optional<StoredItem> current,
            Optional<Item> after,
            PartitionState state) {
        if (table.indexes().isEmpty()) {
            return Edit.of(change);
        }
        Optional<Item> before = current.map(stored -> ItemJson.read(stored.json()));
        ItemEdit edit = ItemEdit.of(table.indexes(), change, current, before, after);
        Optional<ItemCollection> collection = collection(state);
        if (collection.isPresent() && collection.get().isFull() && edit.grows(before, after)) {
            throw Failure.of(Failure.Type.ITEM_COLLECTION_SIZE, RequestMessage.COLLECTION_SIZE);
        }
        consequences = new Consequences(edit.indexUnits(), collection);
        recordsToCarry = edit.touchesGlobal() ? edit.changes().size() : 0;
        return Edit.of(edit.changes());
    }

    private Optional<ItemCollection> collection(PartitionState state) {
        return table.indexes().local().isEmpty()
                ? Optional.empty()
                : Optional.of(ItemCollection.of(table.keys(), key, state.manifest()));
    }

    @Override
    public void settled(Settlement settlement) {
        switch (settlement) {
            case Settlement.Decided(long sequence) -> decided(sequence);
            case Settlement.Throttled throttled ->
                    reply.completeExceptionally(
                            Failure.of(
                                    Failure.Type.THROUGHPUT_EXCEEDED,
                                    RequestMessage.THROUGHPUT_EXCEEDED));
            case Settlement.Deleted deleted -> reply.completeExceptionally(new PartitionDeleted());
            case Settlement.Failed(String why) -> fail(why);
            case Settlement.Unknown(String why) -> fail(why);
        }
    }

    private void fail(String why) {
        reply.completeExceptionally(new NotSurelyDone(why, unexpected));
    }

    /// A write was not done, or its outcome is unknown. Has no stack trace: it would only show the
    /// thread that settled the write.
    private static final class NotSurelyDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSurelyDone(String why, @Nullable Throwable cause) {
            super("write not done, or outcome unknown: " + why, cause, false, false);
        }
    }

    /// Answers, once entries of global indexes are on their way.
    private void decided(long sequence) {
        if (recordsToCarry == 0) {
            complete();
            return;
        }
        open.propagation()
                .carry(open.table().partitionOf(key), sequence - recordsToCarry, this::complete);
    }

    private void complete() {
        try {
            reply.complete(decision.answer.apply(consequences));
        } catch (RuntimeException e) {
            reply.completeExceptionally(e);
        }
    }

    @Override
    public int weightBytes() {
        return weightBytes;
    }
}
