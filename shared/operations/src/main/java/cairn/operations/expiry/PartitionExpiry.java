package cairn.operations.expiry;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.request.OpenTable;
import cairn.operations.wire.Reply;
import cairn.operations.write.ServiceDelete;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.Environment;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.log.Commit;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.LogReader;
import cairn.storage.partition.Partition;
import cairn.storage.partition.ViewReader;
import cairn.storage.segment.Range;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Deletes the expired items of one partition. Used by one thread at a time.
///
/// It knows the least time at which one expires, and keeps that up by the log. So as long as
/// nothing expires, only what was written is read. When something does, all items are read once.
/// That takes at most a twentieth of the time, however many there are.
final class PartitionExpiry {
    private static final int PAGE_BYTES = 1 << 20;
    private static final long LAG_MAX = 5_000;
    private static final int SHARE = 20;
    private static final long REST_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final long NEVER = Long.MAX_VALUE;

    private final Environment environment;
    private final OpenTable table;
    private final Partition items;
    private final Expiry expiry;
    private @Nullable ExpiryState known;
    private long written;
    private long restUntilNanos;
    private boolean rests;
    private @Nullable Reading reading;

    /// @param attribute whose value says when an item expires
    PartitionExpiry(Environment environment, OpenTable table, Partition items, String attribute) {
        this.environment = environment;
        this.table = table;
        this.items = items;
        this.expiry = new Expiry(attribute);
    }

    /// Deletes what has expired.
    ///
    /// @return false if the time was too short
    /// @throws cairn.storage.partition.PartitionDeleted the table was deleted
    boolean run(BooleanSupplier timeLeft) {
        if (rests && environment.monotonicNanos() < restUntilNanos) {
            return true;
        }
        ExpiryState before = known == null ? stored().orElse(null) : known;
        if (before != null && reading == null) {
            ExpiryState now = followed(before);
            known = now;
            if (now.least() >= nowSeconds()) {
                boolean worthKeeping =
                        now.least() < before.least() || now.through() - written > LAG_MAX;
                if (worthKeeping) {
                    write(now);
                }
                return true;
            }
        }
        return readAll(timeLeft);
    }

    private long nowSeconds() {
        return TimeUnit.MICROSECONDS.toSeconds(items.engine().clock().nowMicros());
    }

    private Optional<ExpiryState> stored() {
        Optional<ExpiryState> stored =
                ExpiryState.of(
                        items.reading(
                                Consistency.EVENTUAL,
                                reader -> reader.find(Runs.PROGRESS, ExpiryState.KEY)),
                        expiry.attribute(),
                        nowSeconds());
        stored.ifPresent(state -> written = state.through());
        return stored;
    }

    /// The state after what the log has since.
    private ExpiryState followed(ExpiryState state) {
        LogReader log = items.log();
        long least = state.least();
        Iterator<Commit> commits = log.after(state.through());
        while (commits.hasNext()) {
            for (LogRecord record : commits.next().records()) {
                if (record.run() == Runs.ITEMS && record.item().isPresent()) {
                    least = Math.min(least, second(ItemJson.read(record.item().get().json())));
                }
            }
        }
        return new ExpiryState(
                state.attribute(), Math.max(state.through(), log.last()), least, state.readAt());
    }

    /// When an item expires; never, if it expired too long ago.
    private long second(Item item) {
        OptionalLong second = expiry.of(item);
        long now = nowSeconds();
        boolean counts =
                second.isPresent()
                        && (second.getAsLong() >= now || Expiry.isDue(second.getAsLong(), now));
        return counts ? second.getAsLong() : NEVER;
    }

    /// A page of items: those that have expired, and the least time at which another one does.
    ///
    /// @param last key of the page; absent if it is the last one
    /// @param sequence of the log when it was read
    private record Page(
            List<StorageKey> due, long least, Optional<StorageKey> last, long sequence) {}

    /// A reading of all items that is under way.
    private static final class Reading {
        private long nanos;
        private long through = NEVER;
        private long least = NEVER;
        private Range rest = Range.ALL;
    }

    /// Reads all items, from where it was when the time was too short.
    private boolean readAll(BooleanSupplier timeLeft) {
        Reading now = reading == null ? new Reading() : reading;
        reading = now;
        while (true) {
            if (!timeLeft.getAsBoolean()) {
                return false;
            }
            long begin = environment.monotonicNanos();
            Page page = items.reading(Consistency.EVENTUAL, reader -> page(reader, now.rest));
            boolean all = delete(page.due());
            now.through = Math.min(now.through, page.sequence());
            now.least = Math.min(now.least, all ? page.least() : 0);
            now.nanos += environment.monotonicNanos() - begin;
            if (page.last().isEmpty()) {
                break;
            }
            now.rest = now.rest.behind(page.last().get());
        }
        reading = null;
        ExpiryState state =
                new ExpiryState(expiry.attribute(), now.through, now.least, nowSeconds());
        known = state;
        write(state);
        restUntilNanos = environment.monotonicNanos() + Math.min(SHARE * now.nanos, REST_MAX);
        rests = true;
        return true;
    }

    private Page page(ViewReader reader, Range range) {
        long now = nowSeconds();
        List<StorageKey> due = new ArrayList<>();
        long least = NEVER;
        StorageKey last = null;
        int bytes = 0;
        Iterator<LogRecord> records = reader.walk(Runs.ITEMS, range);
        while (records.hasNext() && bytes < PAGE_BYTES) {
            LogRecord record = records.next();
            last = record.key();
            bytes += record.weightBytes();
            if (record.item().isEmpty()) {
                continue;
            }
            Item item = ItemJson.read(record.item().get().json());
            if (expiry.isDue(item, now)) {
                due.add(record.key());
            } else {
                least = Math.min(least, second(item));
            }
        }
        Optional<StorageKey> end = records.hasNext() ? Optional.ofNullable(last) : Optional.empty();
        return new Page(due, least, end, reader.sequence());
    }

    /// Deletes items that are still expired when their deletion is judged.
    ///
    /// @return false if not all could be deleted, or it is not known
    private boolean delete(List<StorageKey> due) {
        List<CompletableFuture<Reply>> ends = new ArrayList<>();
        for (StorageKey key : due) {
            ends.add(ServiceDelete.of(table, key, item -> expiry.isDue(item, nowSeconds())));
        }
        boolean all = true;
        for (CompletableFuture<Reply> end : ends) {
            try {
                end.join();
            } catch (CompletionException e) {
                all = false;
            }
        }
        return all;
    }

    private void write(ExpiryState state) {
        ExpiryWrite write = new ExpiryWrite(state);
        items.submit(write);
        if (write.end().join() instanceof Settlement.Decided) {
            written = state.through();
        }
    }
}
