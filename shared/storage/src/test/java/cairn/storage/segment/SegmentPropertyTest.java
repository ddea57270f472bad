package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.SegmentRef;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.request.PatientStore;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Compares segments with a sorted map. Several levels of random records are looked up, and walked
/// over random ranges in both directions. No damaged byte is ever returned as data.
class SegmentPropertyTest {
    private final SystemEnvironment environment =
            new SystemEnvironment(
                    (name, e) -> {
                        throw new IllegalStateException(name, e);
                    });
    private final MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
    private final PartitionName partition =
            new PartitionName(UniqueName.fresh(0, environment), UniqueName.fresh(0, environment));
    private final NavigableMap<StorageKey, LogRecord> model = new TreeMap<>();
    private final List<Level> levels = new ArrayList<>();

    private SegmentReader reader(long cacheBytes) {
        return new SegmentReader(
                environment, new PatientStore(environment, store), new SegmentCache(cacheBytes));
    }

    private static StorageKey key(SplittableRandom random) {
        byte[] bytes = new byte[1 + random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(4) * 85);
        }
        return StorageKey.of(bytes);
    }

    /// Adds the oldest level first, so that the newest is in front at the end.
    private void fill(SplittableRandom random) {
        long sequence = 1;
        for (int level = random.nextInt(1, 5); level > 0; level--) {
            NavigableMap<StorageKey, LogRecord> records = new TreeMap<>();
            for (int i = random.nextInt(1, 300); i > 0; i--) {
                byte[] json = new byte[random.nextInt(40)];
                Optional<StoredItem> item =
                        random.nextInt(5) == 0
                                ? Optional.empty()
                                : Optional.of(new StoredItem(random.nextInt(100_000), json));
                StorageKey key = key(random);
                records.put(key, new LogRecord(key, sequence++, item));
            }
            model.putAll(records);
            levels.addFirst(write(records, 1 << random.nextInt(4, 10), random.nextInt(50, 2000)));
        }
    }

    private Level write(
            NavigableMap<StorageKey, LogRecord> records, int blockBytes, int segmentBytes) {
        List<SegmentRef> segments = new ArrayList<>();
        SegmentWriter writer = writer(blockBytes);
        for (LogRecord record : records.values()) {
            if (writer.sizeBytes() > segmentBytes && !writer.isEmpty()) {
                segments.add(put(writer));
                writer = writer(blockBytes);
            }
            writer.add(record);
        }
        segments.add(put(writer));
        return new Level(segments);
    }

    private SegmentWriter writer(int blockBytes) {
        return new SegmentWriter(
                new DataName(partition, UniqueName.fresh(0, environment)),
                Runs.ITEMS,
                blockBytes,
                (s, n, f, b) -> {});
    }

    private SegmentRef put(SegmentWriter writer) {
        SegmentWriter.Segment segment = writer.finish();
        store.put(segment.ref().key(), segment.content(), Precondition.ABSENT);
        return segment.ref();
    }

    private static void assertSame(LogRecord found, LogRecord expected) {
        assertThat(found.key()).isEqualTo(expected.key());
        assertThat(found.sequence()).isEqualTo(expected.sequence());
        assertThat(found.item().map(StoredItem::sizeBytes))
                .isEqualTo(expected.item().map(StoredItem::sizeBytes));
        assertThat(found.item().map(item -> item.json().length))
                .isEqualTo(expected.item().map(item -> item.json().length));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void findsAndWalksWhatASortedMapHolds(long cacheBytes) {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            model.clear();
            levels.clear();
            fill(random);
            SegmentReader reader = reader(cacheBytes);
            for (int i = 0; i < 100; i++) {
                StorageKey key = key(random);
                Optional<LogRecord> found = reader.find(levels, key, Waiting.ALLOWED);
                assertThat(found.isPresent()).as("seed " + seed).isEqualTo(model.containsKey(key));
                found.ifPresent(record -> assertSame(record, expected(key)));
            }
            for (int i = 0; i < 30; i++) {
                walk(reader, random, seed);
            }
        }
    }

    private LogRecord expected(StorageKey key) {
        return Objects.requireNonNull(model.get(key));
    }

    private void walk(SegmentReader reader, SplittableRandom random, long seed) {
        StorageKey a = key(random);
        StorageKey b = key(random);
        boolean swap = a.compareTo(b) > 0;
        StorageKey from = swap ? b : a;
        StorageKey to = swap ? a : b;
        boolean ascending = random.nextBoolean();
        Range range = new Range(Optional.of(from), Optional.of(to), ascending);
        List<LogRecord> walked = new ArrayList<>();
        MergedRecords.over(
                        Collections.emptyIterator(),
                        levels,
                        reader,
                        new MergedRecords.Walk(range, 1, Waiting.ALLOWED))
                .forEachRemaining(walked::add);
        var inRange = model.subMap(from, true, to, false);
        List<LogRecord> expected =
                new ArrayList<>((ascending ? inRange : inRange.descendingMap()).values());
        assertThat(walked).as("seed %d, %s", seed, range).hasSameSizeAs(expected);
        for (int i = 0; i < walked.size(); i++) {
            assertSame(walked.get(i), expected.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aChangedByteIsNoticedAndNeverRead(long seed) {
        fill(new SplittableRandom(seed));
        SegmentRef segment = levels.getLast().segments().getFirst();
        ObjectKey key = segment.key();
        byte[] sound = ((GetOutcome.Found) store.get(key)).bytes();
        List<Level> alone = List.of(new Level(List.of(segment)));
        int headerBytes = reader(0).footer(segment, Waiting.ALLOWED).place(0).number() + 88;
        for (int at = headerBytes;
                at < segment.footer().offset() + segment.footer().length();
                at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x10;
            store.delete(List.of(key));
            store.put(key, damaged, Precondition.ABSENT);
            assertThatThrownBy(
                            () ->
                                    MergedRecords.over(
                                                    Collections.emptyIterator(),
                                                    alone,
                                                    reader(0),
                                                    new MergedRecords.Walk(
                                                            Range.ALL, 1, Waiting.ALLOWED))
                                            .forEachRemaining(record -> {}))
                    .as("byte " + at)
                    .isInstanceOf(CorruptObject.class);
        }
    }
}
