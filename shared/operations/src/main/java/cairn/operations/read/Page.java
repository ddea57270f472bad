package cairn.operations.read;

import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.StorageKey;
import cairn.item.expression.Condition;
import cairn.item.expression.Subject;
import cairn.item.json.ItemJson;
import cairn.operations.request.AnswerRoom;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// One page of a query or scan being filled: ends at the limit, with the item that brings it to 1
/// MB, or before the item that its answer has no room for. Used by one thread.
final class Page {
    private static final long BYTES_MAX = 1 << 20;
    private static final int RECORD_STEPS = 20;
    private static final int COPIED_BYTES_A_STEP = 64;
    private static final byte[] NOTHING = {};

    private final PageTerms wanted;
    private final int answerBytesMax;
    private final AnswerRoom room;
    private final Effort effort;
    private final List<byte[]> items = new ArrayList<>();
    private long count;
    private long scanned;
    private long bytes;
    private long answerBytes;
    private Optional<StorageKey> last = Optional.empty();
    private boolean full;

    /// @param access gives the answer's approximate limit and its room
    /// @param effort counts the work for each item
    Page(PageTerms wanted, TableAccess access, Effort effort) {
        this.wanted = wanted;
        this.answerBytesMax = access.configuration().answerBytesMax();
        this.room = access.room();
        this.effort = effort;
    }

    /// Whether it accepts no more.
    boolean full() {
        return full;
    }

    /// The key of the last item evaluated.
    Optional<StorageKey> last() {
        return last;
    }

    /// Takes records until it is full or they end.
    void fill(Iterator<LogRecord> records) {
        while (!full && records.hasNext()) {
            LogRecord record = records.next();
            if (record.item().isPresent()) {
                take(record.key(), record.item().get());
            }
        }
    }

    private void take(StorageKey key, StoredItem stored) {
        boolean read = wanted.filter().isPresent() || wanted.projection().isPresent();
        effort.spend(steps(stored, read));
        Optional<byte[]> shown = shown(stored);
        int more = shown.map(json -> json.length + 1).orElse(0);
        if (!items.isEmpty() && answerBytes + more > answerBytesMax) {
            full = true;
            return;
        }
        answerBytes += more;
        scanned++;
        bytes += stored.sizeBytes();
        last = Optional.of(key);
        full = bytes >= BYTES_MAX || wanted.limit().isPresent() && scanned >= wanted.limit().get();
        if (shown.isPresent()) {
            count++;
            if (!wanted.counts()) {
                room.take((long) ReplyBody.COPIES * more);
                items.add(shown.get());
            }
        }
    }

    /// Steps of [Effort] for an item: few for each, more if it is parsed.
    static long steps(StoredItem stored, boolean read) {
        long bytes = stored.json().length;
        return RECORD_STEPS + (read ? bytes : bytes / COPIED_BYTES_A_STEP);
    }

    /// The item as the answer shows it; absent if the filter excludes it, empty if items are only
    /// counted.
    private Optional<byte[]> shown(StoredItem stored) {
        if (wanted.filter().isEmpty() && wanted.projection().isEmpty()) {
            return Optional.of(wanted.counts() ? NOTHING : stored.json());
        }
        Item item = ItemJson.read(stored.json());
        if (wanted.filter().isPresent() && !holds(wanted.filter().get(), item, stored)) {
            return Optional.empty();
        }
        if (wanted.counts()) {
            return Optional.of(NOTHING);
        }
        return Optional.of(
                wanted.projection().isPresent()
                        ? ItemJson.write(wanted.projection().get().of(item))
                        : stored.json());
    }

    private boolean holds(Condition filter, Item item, StoredItem stored) {
        return filter.holds(new Subject(item, stored.json().length, effort::spend));
    }

    Reply reply(KeySchema keys) {
        ReplyBody body = new ReplyBody();
        if (!wanted.counts()) {
            body.list("Items", items);
        }
        body.number("Count", count).number("ScannedCount", scanned);
        if (full && last.isPresent()) {
            body.item("LastEvaluatedKey", Item.of(keys.attributesOf(last.get())));
        }
        wanted.capacity().add(body, wanted.table(), Capacity.read(bytes, wanted.consistent()));
        return new Reply(200, body.finish());
    }
}
