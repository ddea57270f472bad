package cairn.simulation.history;

import cairn.item.StorageKey;
import cairn.storage.format.CommitId;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.partition.LogReader;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The whole log of one partition as the store holds it after a history: every commit, and every
/// state of every item.
public final class PartitionLog {
    private static final int POINTS = 4;

    /// The run that has an entry for every item of a history, with the item's value.
    public static final int ENTRIES = 1;

    /// A state of an item, as the record that made it.
    public record State(long sequence, Optional<String> value) {}

    private static final State NEVER = new State(0, Optional.empty());

    private final List<Commit> commits;
    private final Map<StorageKey, NavigableMap<Long, State>> items = new HashMap<>();

    private PartitionLog(List<Commit> commits) {
        this.commits = commits;
        Set<CommitId> ids = new HashSet<>();
        for (Commit commit : commits) {
            if (!ids.add(commit.id())) {
                throw new Violation("commit id twice in the log: " + commit.id());
            }
            add(commit);
        }
    }

    private void add(Commit commit) {
        List<String> inItems = new ArrayList<>();
        List<String> inEntries = new ArrayList<>();
        for (LogRecord record : commit.records()) {
            Optional<String> value = record.item().map(item -> Values.text(item.json()));
            (record.run() == ENTRIES ? inEntries : inItems).add(record.key() + " " + value);
            if (record.run() == Runs.ITEMS) {
                add(record, value);
            }
        }
        if (!inItems.equals(inEntries)) {
            throw new Violation("half of an edit is in the log: " + commit);
        }
    }

    private void add(LogRecord record, Optional<String> value) {
        NavigableMap<Long, State> states =
                items.computeIfAbsent(record.key(), key -> new TreeMap<>(Map.of(0L, NEVER)));
        Optional<String> before = states.lastEntry().getValue().value();
        Optional<String> old = record.old().map(item -> Values.text(item.json()));
        if (old.isPresent() && !old.equals(before)) {
            throw new Violation("an old image of another state: %s, not %s".formatted(old, before));
        }
        states.put(record.sequence(), new State(record.sequence(), value));
    }

    /// Reads the whole log, and reads again from some points in the middle.
    public static PartitionLog read(ObjectStore objects, PartitionName name) {
        if (!(objects.get(name.head()) instanceof GetOutcome.Found found)) {
            return new PartitionLog(List.of());
        }
        LogReader reader =
                new LogReader(key -> bytes(objects, key), Head.decode(name, found.bytes()));
        List<Commit> commits = new ArrayList<>();
        long before = 0;
        for (var all = reader.after(0); all.hasNext(); ) {
            Commit commit = all.next();
            if (commit.firstSequence() != before + 1) {
                throw new Violation("a gap in the log behind " + before);
            }
            before = commit.lastSequence();
            commits.add(commit);
        }
        for (int i = 0; i < commits.size(); i += 1 + commits.size() / POINTS) {
            finds(reader, commits, i);
        }
        return new PartitionLog(commits);
    }

    /// Checks that reading from a point returns the rest of the log.
    private static void finds(LogReader reader, List<Commit> commits, int point) {
        Commit at = commits.get(point);
        List<CommitId> rest = ids(commits.subList(point + 1, commits.size()).iterator());
        if (!rest.equals(ids(reader.after(at.lastSequence())))
                || !rest.equals(ids(reader.since(at.timeMicros())))) {
            throw new Violation("another log is read behind " + at);
        }
    }

    private static List<CommitId> ids(Iterator<Commit> commits) {
        List<CommitId> ids = new ArrayList<>();
        commits.forEachRemaining(commit -> ids.add(commit.id()));
        return ids;
    }

    private static byte[] bytes(ObjectStore objects, ObjectKey key) {
        if (!(objects.get(key) instanceof GetOutcome.Found found)) {
            throw new Violation("the log names what is not there: " + key.name());
        }
        return found.bytes();
    }

    /// Whether one commit has the records of both sequence numbers.
    boolean together(long one, long other) {
        return commits.stream()
                .anyMatch(
                        c ->
                                c.firstSequence() <= Math.min(one, other)
                                        && c.lastSequence() >= Math.max(one, other));
    }

    public List<Commit> commits() {
        return commits;
    }

    /// Every state of the item, by sequence number; the first is "never written" at 0.
    public NavigableMap<Long, State> states(StorageKey key) {
        return items.getOrDefault(key, new TreeMap<>(Map.of(0L, NEVER)));
    }

    /// Every common state of the items of a range, in the form of [Values#scanned].
    public NavigableMap<Long, State> states(StorageKey from, StorageKey to) {
        NavigableMap<StorageKey, String> live = new TreeMap<>();
        NavigableMap<Long, State> states = new TreeMap<>();
        states.put(0L, new State(0, Optional.of(Values.scanned(live))));
        for (Commit commit : commits) {
            for (LogRecord record : commit.records()) {
                if (record.run() == Runs.ITEMS
                        && record.key().compareTo(from) >= 0
                        && record.key().compareTo(to) < 0) {
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

    /// The number of records in the log.
    public int records() {
        return commits.stream().mapToInt(commit -> commit.records().size()).sum();
    }
}
