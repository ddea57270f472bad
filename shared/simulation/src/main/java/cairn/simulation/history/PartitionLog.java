package cairn.simulation.history;

import cairn.item.StorageKey;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The whole log of one partition as the store holds it after a history: every commit, and every
/// state of every item.
public final class PartitionLog {
    /// A state of an item: the record that made it.
    public record State(long sequence, Optional<String> value) {}

    private final List<Commit> commits;
    private final Map<StorageKey, NavigableMap<Long, State>> items = new HashMap<>();

    private PartitionLog(List<Commit> commits) {
        this.commits = commits;
        Set<CommitId> ids = new HashSet<>();
        for (Commit commit : commits) {
            if (!ids.add(commit.id())) {
                throw new Violation("commit id twice in the log: " + commit.id());
            }
            for (LogRecord record : commit.records()) {
                Optional<String> value = record.item().map(item -> Values.text(item.json()));
                items.computeIfAbsent(record.key(), key -> new TreeMap<>(Map.of(0L, NEVER)))
                        .put(record.sequence(), new State(record.sequence(), value));
            }
        }
    }

    private static final State NEVER = new State(0, Optional.empty());

    /// Reads head and chunks; the sections check that they join without a gap.
    public static PartitionLog read(ObjectStore objects, PartitionName name) {
        if (!(objects.get(name.head()) instanceof GetOutcome.Found found)) {
            return new PartitionLog(List.of());
        }
        Head head = Head.decode(name, found.bytes());
        List<LogSection> sections = new ArrayList<>(List.of(head.tail()));
        Optional<DataName> older = head.manifest().newestChunk();
        while (older.isPresent()) {
            ObjectKey key = older.get().chunk();
            if (!(objects.get(key) instanceof GetOutcome.Found chunkFound)) {
                throw new Violation("the log names a chunk that is not there: " + key.name());
            }
            Chunk chunk = Chunk.decode(older.get(), chunkFound.bytes());
            if (!chunk.log().after().equals(sections.getFirst().before())) {
                throw new Violation("a gap in the log at " + key.name());
            }
            sections.addFirst(chunk.log());
            older = chunk.predecessor();
        }
        if (!sections.getFirst().before().equals(LogSection.Position.START)) {
            throw new Violation("the log does not reach back to its beginning");
        }
        List<Commit> commits = new ArrayList<>();
        sections.forEach(section -> commits.addAll(section.commitsAfter(0)));
        return new PartitionLog(commits);
    }

    public List<Commit> commits() {
        return commits;
    }

    /// Every state that the item had, by sequence number; the first is "never written" at 0.
    public NavigableMap<Long, State> states(StorageKey key) {
        return items.getOrDefault(key, new TreeMap<>(Map.of(0L, NEVER)));
    }

    /// Every state that the items of a range had together, as [Values#scanned] writes them.
    public NavigableMap<Long, State> states(StorageKey from, StorageKey to) {
        NavigableMap<StorageKey, String> live = new TreeMap<>();
        NavigableMap<Long, State> states = new TreeMap<>();
        states.put(0L, new State(0, Optional.of(Values.scanned(live))));
        for (Commit commit : commits) {
            for (LogRecord record : commit.records()) {
                if (record.key().compareTo(from) >= 0 && record.key().compareTo(to) < 0) {
                    record.item()
                            .ifPresentOrElse(
                                    item -> live.put(record.key(), Values.text(item.json())),
                                    () -> live.remove(record.key()));
                }
            }
            long last = commit.lastSequence();
            states.put(last, new State(last, Optional.of(Values.scanned(live))));
        }
        return states;
    }

    public Set<StorageKey> keys() {
        return items.keySet();
    }

    /// Records in the log.
    public int records() {
        return commits.stream().mapToInt(commit -> commit.records().size()).sum();
    }
}
