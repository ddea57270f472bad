package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogIndex;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Logs in which commit n has a few records and the time 10 n. Chunks have random lengths, and
/// indexes with a random fan refer to them.
class LogReaderTest {
    private static final PartitionName PARTITION = new PartitionName(name(1), name(2));

    private final Map<ObjectKey, byte[]> objects = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private int fetched;
    private int names = 10;

    private static UniqueName name(int number) {
        return new UniqueName("%026d".formatted(number));
    }

    private byte[] fetch(ObjectKey key) {
        fetched++;
        byte[] bytes = objects.get(key);
        assertThat(bytes).as("%s", key).isNotNull();
        return bytes;
    }

    private LogSection plusSome(LogSection section, Random random) {
        LogSection longer = section;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            long first = longer.after().sequence() + 1;
            List<LogRecord> records = new ArrayList<>();
            for (int r = random.nextInt(3); r > 0; r--) {
                StorageKey key = StorageKey.of(new byte[] {(byte) random.nextInt(5)});
                long sequence = first + records.size();
                StoredItem item = new StoredItem(1, new byte[] {1});
                records.add(new LogRecord(key, sequence, Optional.of(item)));
            }
            int number = commits.size() + 1;
            Commit commit = Commit.of(new CommitId(number, 0), first, number * 10L, records);
            commits.add(commit);
            longer = longer.plus(commit);
        }
        return longer;
    }

    /// A head with `chunks` chunks, all of them compacted except the last.
    private Head head(Random random, int chunks, int fan) {
        Manifest manifest = Manifest.EMPTY;
        LogSection tail = LogSection.empty(LogSection.Position.START);
        for (int i = 0; i < chunks; i++) {
            LogSection spilled = plusSome(tail, random);
            DataName data = new DataName(PARTITION, name(names++));
            byte[] bytes = new Chunk(manifest.newestChunk(), spilled).encode(PARTITION).toBytes();
            objects.put(data.chunk(), bytes);
            LogSection.Position before = spilled.before();
            LogSection.Position after = spilled.after();
            manifest =
                    manifest.plus(
                            new LogRef(
                                    0,
                                    data,
                                    before.sequence(),
                                    before.timeMicros(),
                                    after.sequence(),
                                    after.timeMicros(),
                                    bytes.length,
                                    Fields.Unknown.NONE));
            manifest = manifest.compacted(before.sequence(), manifest.runs());
            manifest = indexed(manifest, fan);
            tail = LogSection.empty(after);
        }
        return new Head(manifest, plusSome(tail, random));
    }

    private Manifest indexed(Manifest manifest, int fan) {
        Optional<LogIndex> due = LogIndex.due(manifest, fan);
        if (due.isEmpty()) {
            return manifest;
        }
        DataName data = new DataName(PARTITION, name(names++));
        byte[] bytes = due.get().encode(PARTITION).toBytes();
        objects.put(data.logIndex(), bytes);
        assertThat(LogIndex.decode(data, bytes)).isEqualTo(due.get());
        return manifest.indexed(due.get(), due.get().ref(data, bytes.length));
    }

    private static List<CommitId> ids(Iterator<Commit> commits) {
        List<CommitId> ids = new ArrayList<>();
        commits.forEachRemaining(commit -> ids.add(commit.id()));
        return ids;
    }

    private List<CommitId> idsFrom(int index) {
        return ids(commits.subList(index, commits.size()).iterator());
    }

    @Test
    void anyPointOfALongLogIsFoundAndAllThatFollowsRead() {
        for (int seed = 0; seed < 40; seed++) {
            commits.clear();
            Random random = new Random(seed);
            Head head = head(random, 1 + random.nextInt(60), 2 + random.nextInt(3));
            Head again = Head.decode(PARTITION, head.encode(PARTITION).toBytes());
            assertThat(again.manifest()).as("seed %d", seed).isEqualTo(head.manifest());
            LogReader reader = new LogReader(this::fetch, again);
            assertThat(ids(reader.after(0))).as("seed %d", seed).isEqualTo(idsFrom(0));
            for (int i = 0; i < commits.size(); i++) {
                Commit at = commits.get(i);
                List<CommitId> rest = idsFrom(i + 1);
                assertThat(ids(reader.after(at.lastSequence())))
                        .as("seed %d", seed)
                        .isEqualTo(rest);
                assertThat(ids(reader.since(at.timeMicros()))).as("seed %d", seed).isEqualTo(rest);
            }
        }
    }

    @Test
    void aHeadNamesFewStretchesHoweverLongItsLogIsAndAnyIsFoundByFewRequests() {
        int fan = 3;
        Head head = head(new Random(1), 1000, fan);
        int highest = head.manifest().log().getFirst().height();
        assertThat(highest).isBetween(3, 6);
        assertThat(head.manifest().log()).hasSizeLessThanOrEqualTo(2 * fan * (highest + 1) + 1);
        LogReader reader = new LogReader(this::fetch, head);
        for (int i = 0; i < commits.size(); i += 37) {
            fetched = 0;
            Commit found = reader.after(commits.get(i).firstSequence() - 1).next();
            assertThat(found.id()).isEqualTo(commits.get(i).id());
            // One fetch for each index above the chunk, and one for the chunk.
            assertThat(fetched).isLessThanOrEqualTo(highest + 1);
        }
    }

    @Test
    void anotherChunkThanTheOneNamedIsDamage() {
        Head head = head(new Random(2), 3, 8);
        List<LogRef> log = head.manifest().log();
        byte[] swapped = fetch(log.get(1).key());
        objects.put(log.get(1).key(), fetch(log.get(2).key()));
        LogReader reader = new LogReader(this::fetch, head);
        assertThatThrownBy(() -> ids(reader.after(0))).isInstanceOf(CorruptObject.class);
        long before = log.get(1).before();
        assertThatThrownBy(() -> reader.after(before).next()).isInstanceOf(CorruptObject.class);
        objects.put(log.get(1).key(), swapped);
        assertThat(ids(reader.after(0))).isEqualTo(idsFrom(0));
    }
}
