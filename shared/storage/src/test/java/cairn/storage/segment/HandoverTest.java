package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.Precondition;
import cairn.storage.request.PatientStore;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Cached content of old segments is cached for the segments that replace them, and nothing else
/// is.
class HandoverTest {
    private static final int KEYS = 400;
    private static final int READ = 200;

    private final SystemEnvironment environment =
            new SystemEnvironment(
                    (name, e) -> {
                        throw new IllegalStateException(name, e);
                    });
    private final MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
    private final SegmentCache cache = new SegmentCache(1 << 20);
    private final PartitionName partition = new PartitionName(name(), name());
    private final SegmentReader reader =
            new SegmentReader(environment, new PatientStore(environment, store), cache);

    private UniqueName name() {
        return UniqueName.fresh(0, environment);
    }

    private static StorageKey key(int number) {
        return StorageKey.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private SegmentWriter.Segment segment(int firstSequence, SegmentWriter.Watcher watcher) {
        SegmentWriter writer =
                new SegmentWriter(new DataName(partition, name()), Runs.ITEMS, 512, watcher);
        for (int number = 0; number < KEYS; number++) {
            StoredItem item = new StoredItem(number, new byte[40]);
            writer.add(new LogRecord(key(number), firstSequence + number, Optional.of(item)));
        }
        SegmentWriter.Segment segment = writer.finish();
        store.put(segment.ref().key(), segment.content(), Precondition.ABSENT);
        return segment;
    }

    private LogRecord found(Level level, int number, Waiting waiting) {
        return reader.find(List.of(level), key(number), waiting).orElseThrow();
    }

    private void assertNotCached(Level level, int number) {
        assertThatThrownBy(() -> found(level, number, Waiting.NOT_ALLOWED))
                .isInstanceOf(WouldWait.class);
    }

    @Test
    void whatWasCachedStaysCached() {
        Level old = new Level(List.of(segment(1, (s, n, f, b) -> {}).ref()));
        for (int number = 0; number < READ; number++) {
            assertThat(found(old, number, Waiting.ALLOWED).sequence()).isEqualTo(1 + number);
        }
        Handover handover = new Handover(cache, List.of(old));
        SegmentWriter.Segment made = segment(1001, handover::closed);
        handover.finished(made);
        Level replacement = new Level(List.of(made.ref()));
        assertNotCached(replacement, 0);
        handover.done(List.of(old));
        assertNotCached(old, 0);

        for (int number = 0; number < READ; number++) {
            LogRecord record = found(replacement, number, Waiting.NOT_ALLOWED);
            assertThat(record.sequence()).isEqualTo(1001 + number);
            assertThat(record.item().orElseThrow().sizeBytes()).isEqualTo(number);
        }
        // The block in which the reading ended contains some further keys.
        for (int number = READ + 20; number < KEYS; number++) {
            assertNotCached(replacement, number);
        }
    }

    @Test
    void noMoreIsKeptThanAShareOfTheCache() {
        SegmentCache small = new SegmentCache(64 << 10);
        SegmentReader reading =
                new SegmentReader(environment, new PatientStore(environment, store), small);
        Level old = new Level(List.of(segment(1, (s, n, f, b) -> {}).ref()));
        for (int number = 0; number < KEYS; number++) {
            assertThat(reading.fetch(List.of(old), key(number), Waiting.ALLOWED)).isTrue();
        }
        AtomicLong bytes = new AtomicLong();
        Handover handover = new Handover(small, List.of(old));
        SegmentWriter.Segment made =
                segment(
                        1001,
                        (s, n, f, b) ->
                                handover.closed(
                                        s,
                                        n,
                                        f,
                                        () -> {
                                            bytes.addAndGet(b.get().weightBytes());
                                            return b.get();
                                        }));
        assertThat(made.ref().items()).isEqualTo(KEYS);
        assertThat(bytes.get()).isBetween(16L << 10, 18L << 10);
    }

    @Test
    void aPassingReaderCachesNoBlocks() {
        Level level = new Level(List.of(segment(1, (s, n, f, b) -> {}).ref()));
        SegmentReader passing =
                SegmentReader.passing(environment, new PatientStore(environment, store), cache);
        LevelWalk walk = new LevelWalk(passing, level, Range.ALL, 1, Waiting.ALLOWED);
        int count = 0;
        while (walk.hasNext()) {
            assertThat(walk.next().key()).isEqualTo(key(count++));
        }
        assertThat(count).isEqualTo(KEYS);
        for (int number = 0; number < KEYS; number++) {
            assertNotCached(level, number);
        }
    }
}
