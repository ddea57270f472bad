package cairn.storage.dump;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogIndex;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.request.StoreProbe;
import cairn.storage.segment.SegmentWriter;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The dump describes every kind of object, and reports damage as damage.
class DumpTest {
    private static final String CHUNK_SPAN =
            ", sequence 5 to 7, 1970-01-01T00:00:00.000004Z to 1970-01-01T00:00:00.000007Z,"
                    + " 100 bytes";

    private static final PartitionName PARTITION =
            new PartitionName(
                    new UniqueName("01arz3ndektsv4rrffq69g5fav"),
                    new UniqueName("01arz3ndektsv4rrffq69g5faw"));
    private static final UniqueName NAME = new UniqueName("01arz3ndektsv4rrffq69g5fax");
    private static final UniqueName OLDER = new UniqueName("01arz3ndektsv4rrffq69g5fay");
    private static final long TIME = 1_790_000_000_123_456L;

    private record Dumped(boolean sound, List<String> lines) {
        static Dumped of(ObjectKey key, byte[] bytes) {
            List<String> lines = new ArrayList<>();
            boolean sound = Dump.of(key, bytes, lines::add);
            return new Dumped(sound, lines);
        }
    }

    private static LogRecord record(int number, long sequence) {
        byte[] key =
                ("hash--" + number / 10 + number % 10 + "it em")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] json =
                "{\"n\":{\"N\":\"%d\"}}".formatted(number).getBytes(StandardCharsets.US_ASCII);
        return new LogRecord(
                StorageKey.of(key),
                sequence,
                number % 10 == 3 ? Optional.empty() : Optional.of(new StoredItem(7, json)));
    }

    private static LogSection log() {
        Commit first = Commit.of(new CommitId(1, 2), 8, TIME, List.of(record(1, 8), record(3, 9)));
        Commit second = Commit.of(new CommitId(3, 4), 10, TIME + 1, List.of());
        return LogSection.empty(new LogSection.Position(7, 50, 77)).plus(first).plus(second);
    }

    private static SegmentWriter.Segment segment() {
        SegmentWriter writer =
                new SegmentWriter(new DataName(PARTITION, NAME), 2, 100, (s, n, f, b) -> {});
        for (int number = 0; number < 20; number++) {
            writer.add(record(number, 100 + number));
        }
        return writer.finish();
    }

    private static LogRef olderChunk() {
        DataName name = new DataName(PARTITION, OLDER);
        return new LogRef(0, name, 4, 4, 7, 7, 100, Fields.Unknown.NONE);
    }

    private static byte[] index() {
        return new LogIndex(List.of(olderChunk())).encode(PARTITION).toBytes();
    }

    private static byte[] head() {
        LogRef index =
                new LogRef(1, new DataName(PARTITION, NAME), 0, 0, 4, 4, 90, Fields.Unknown.NONE);
        Manifest manifest =
                Manifest.EMPTY
                        .plus(index)
                        .plus(olderChunk())
                        .compacted(
                                4,
                                Runs.all(List.<Level>of())
                                        .with(2, List.of(new Level(List.of(segment().ref())))));
        return new Head(manifest, log()).encode(PARTITION).toBytes();
    }

    private static byte[] chunk() {
        return new Chunk(Optional.of(new DataName(PARTITION, OLDER)), log())
                .encode(PARTITION)
                .toBytes();
    }

    @Test
    void aHeadTellsItsDataAndItsTail() {
        Dumped dumped = Dumped.of(PARTITION.head(), head());
        assertThat(dumped.sound).isTrue();
        assertThat(dumped.lines)
                .contains(
                        "state live",
                        "compacted through 4",
                        "chunks not compacted: 1, 100 bytes",
                        "  index of height 1 "
                                + NAME
                                + ", sequence 1 to 4, 1970-01-01T00:00:00Z to"
                                + " 1970-01-01T00:00:00.000004Z, 90 bytes",
                        "  chunk " + OLDER + CHUNK_SPAN,
                        "run 2, levels, newest first: 1",
                        "      from 686173682d2d3030:it\\20em",
                        "  commit 00000000000000010000000000000002, sequence 8 to 9,"
                                + " 2026-09-21T14:13:20.123456Z",
                        "    8 put 686173682d2d3031:it\\20em size 7 {\"n\":{\"N\":\"1\"}}",
                        "    9 delete 686173682d2d3033:it\\20em",
                        "  commit 00000000000000030000000000000004, sequence 10 to 10,"
                                + " 2026-09-21T14:13:20.123457Z")
                .anyMatch(
                        line -> line.startsWith("    segment " + NAME + ", 18 items of 126 bytes"));
    }

    @Test
    void anIndexTellsWhatItNames() {
        Dumped dumped = Dumped.of(PARTITION.logIndex(NAME), index());
        assertThat(dumped.sound).isTrue();
        assertThat(dumped.lines).contains("  chunk " + OLDER + CHUNK_SPAN);
    }

    @Test
    void aChunkTellsItsPlaceInTheLog() {
        Dumped dumped = Dumped.of(PARTITION.chunk(NAME), chunk());
        assertThat(dumped.sound).isTrue();
        assertThat(dumped.lines)
                .contains(
                        "predecessor " + OLDER,
                        "  begins behind sequence 7, 1970-01-01T00:00:00.000050Z, checksum"
                                + " 0000004d",
                        "    9 delete 686173682d2d3033:it\\20em");
    }

    @Test
    void aSegmentTellsIndexFilterAndItems() {
        Dumped dumped = Dumped.of(PARTITION.segment(NAME), segment().content().toBytes());
        assertThat(dumped.sound).isTrue();
        assertThat(dumped.lines)
                .contains(
                        "  119 run 2 put 686173682d2d3139:it\\20em size 7 {\"n\":{\"N\":\"19\"}}",
                        "  113 run 2 delete 686173682d2d3133:it\\20em",
                        "18 items, 2 deletions")
                .anyMatch(line -> line.matches("filter of 25 bytes, [3-6]\\d\\.\\d % of its.*"))
                .anyMatch(line -> line.startsWith("block 2, "));
    }

    @Test
    void aDamagedBlockDoesNotHideTheOthers() {
        byte[] bytes = segment().content().toBytes();
        Dumped sound = Dumped.of(PARTITION.segment(NAME), bytes);
        String second =
                sound.lines.stream().filter(line -> line.startsWith("block 1, ")).findFirst().get();
        int offset = Integer.parseInt(second.replaceAll(".* at (\\d+), .*", "$1"));
        bytes[offset + 3] ^= 1;
        Dumped dumped = Dumped.of(PARTITION.segment(NAME), bytes);
        assertThat(dumped.sound).isFalse();
        assertThat(dumped.lines)
                .anyMatch(line -> line.startsWith("damaged: checksum of block 1 in "))
                .anyMatch(line -> line.startsWith("  100 run 2 put "))
                .anyMatch(line -> line.startsWith("  119 run 2 put "))
                .noneMatch(line -> line.startsWith("  105 run 2 put "));
    }

    @Test
    void everyChangedByteIsToldAsDamage() {
        everyChangedByteIsToldAsDamage(PARTITION.head(), head());
        everyChangedByteIsToldAsDamage(PARTITION.chunk(NAME), chunk());
        everyChangedByteIsToldAsDamage(PARTITION.logIndex(NAME), index());
        everyChangedByteIsToldAsDamage(PARTITION.segment(NAME), segment().content().toBytes());
        everyChangedByteIsToldAsDamage(
                new ObjectKey("probe/passed"),
                StoreProbe.RESULT.getBytes(StandardCharsets.US_ASCII));
    }

    private static void everyChangedByteIsToldAsDamage(ObjectKey key, byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << bit);
                Dumped dumped = Dumped.of(key, damaged);
                assertThat(dumped.sound).as("bit %d of byte %d of %s", bit, at, key).isFalse();
                assertThat(dumped.lines)
                        .as("bit %d of byte %d of %s", bit, at, key)
                        .anyMatch(line -> line.startsWith("damaged: "));
            }
        }
    }

    @Test
    void everyCutIsToldAsDamage() {
        byte[] bytes = segment().content().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThat(Dumped.of(PARTITION.segment(NAME), cut).sound)
                    .as("first %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void anObjectInAnothersPlaceIsDamage() {
        assertThat(Dumped.of(PARTITION.segment(OLDER), segment().content().toBytes()).lines)
                .contains("damaged: the object's name is another");
        ObjectKey elsewhere = new ObjectKey("zz" + PARTITION.head().name().substring(2));
        assertThat(Dumped.of(elsewhere, head()).lines)
                .contains("damaged: not a name that Cairn gives");
    }

    @Test
    void theCatalogTellsTablesAndTombstones() {
        MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        Tables tables = new Tables(Engine.shared(environment, store, Tuning.DEFAULT, Rules.ALL));
        assertThat(tables.create("Things", "{\"keys\":[\"p\"]}", 2)).isTrue();
        ObjectKey key = new ObjectKey("catalog/Things");
        Dumped live = Dumped.of(key, bytes(store, key));
        assertThat(live.sound).isTrue();
        assertThat(live.lines)
                .contains(
                        "table",
                        "    \"state\" : \"ACTIVE\",",
                        "      \"from\" : \"8000000000000000\",")
                .contains("      \"keys\" : [ \"p\" ]");
        everyChangedByteIsToldAsDamage(key, bytes(store, key));
        assertThat(tables.delete("Things", entry -> {})).isPresent();
        Dumped free = Dumped.of(key, bytes(store, key));
        assertThat(free.sound).isTrue();
        assertThat(free.lines)
                .contains("tombstone: the name is free")
                .noneMatch(l -> l.contains("ACTIVE"));
        assertThat(Dumped.of(key, new byte[] {'{', '"'}).sound).isFalse();
    }

    private static byte[] bytes(MemoryStore store, ObjectKey key) {
        return ((GetOutcome.Found) store.get(key)).bytes();
    }
}
