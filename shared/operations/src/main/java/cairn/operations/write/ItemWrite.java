package cairn.operations.write;

import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.RequestMessage;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.PartitionDeleted;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// One write of one item on its way through a partition, and its future answer.
final class ItemWrite implements PartitionWrite {
    /// The change of the item, and the answer after it.
    record Decision(ItemChange change, Supplier<Reply> answer) {
        static Decision refuse(RuntimeException why) {
            return new Decision(
                    ItemChange.KEEP,
                    () -> {
                        throw why;
                    });
        }
    }

    private final StorageKey key;
    private final boolean needsCurrent;
    private final int weightBytes;
    private final Function<Optional<StoredItem>, Decision> judge;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private volatile @Nullable Throwable unexpected;
    private Decision decision = new Decision(ItemChange.KEEP, () -> new Reply(200, new byte[0]));

    /// @param judge decides by the current item; may be called several times
    ItemWrite(
            StorageKey key,
            boolean needsCurrent,
            int weightBytes,
            Function<Optional<StoredItem>, Decision> judge) {
        this.key = key;
        this.needsCurrent = needsCurrent;
        this.weightBytes = weightBytes;
        this.judge = judge;
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
        Optional<StoredItem> current = needsCurrent ? state.item(key) : Optional.empty();
        try {
            decision = judge.apply(current);
        } catch (Refused | Failure e) {
            decision = Decision.refuse(e);
        } catch (RuntimeException | Error e) {
            unexpected = e;
            throw e;
        }
        return switch (decision.change) {
            case ItemChange.Put(StoredItem item) -> Edit.of(Change.put(key, item));
            case ItemChange.Delete() -> Edit.of(Change.delete(key));
            case ItemChange.Keep() -> Edit.NONE;
        };
    }

    @Override
    public void settled(Settlement settlement) {
        switch (settlement) {
            case Settlement.Decided decided -> complete();
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

    private void complete() {
        try {
            reply.complete(decision.answer.get());
        } catch (RuntimeException e) {
            reply.completeExceptionally(e);
        }
    }

    @Override
    public int weightBytes() {
        return weightBytes;
    }
}
