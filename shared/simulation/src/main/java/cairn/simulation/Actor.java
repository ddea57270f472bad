package cairn.simulation;

import cairn.item.StorageKey;
import cairn.simulation.history.Ending;
import cairn.simulation.history.RecordedOperation;
import cairn.simulation.history.RecordedOperation.Kind;
import cairn.simulation.history.Values;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.ViewReader;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.segment.Range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A client that does a number of operations, one call after another. Some calls have several
/// writes. When its process dies, it continues at another process, and does not know the outcome of
/// its last call.
final class Actor {
    private static final Kind[] WRITES = {
        Kind.APPEND,
        Kind.APPEND,
        Kind.CONDITIONAL,
        Kind.CONDITIONAL,
        Kind.PAIR,
        Kind.REPLACE,
        Kind.DELETE
    };
    private static final double FAULTY = 0.02;

    /// The longest time after its deadline at which a write may be answered. It covers a request
    /// and its answer, or the reads of an item that a write waits for.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

    /// The tries of a write after the faults have stopped, and the pause between two tries.
    private static final int CALM_TRIES_MAX = 20;

    private static final Duration CALM_PAUSE = Duration.ofMillis(500);
    private static final int BATCH_MAX = 4;
    private static final long THINK_NANOS = 60_000_000;

    private final Schedule schedule;
    private final Scenario scenario;
    private final Recorder recorder;
    private final int[] newestSeen;
    private int left;
    private boolean finished;

    Actor(Schedule schedule, Scenario scenario, Recorder recorder, int operations) {
        this.schedule = schedule;
        this.scenario = scenario;
        this.recorder = recorder;
        this.left = operations;
        this.newestSeen = new int[scenario.partitions() * scenario.keys()];
    }

    /// Whether every operation was answered, or died with its process.
    boolean finished() {
        return finished;
    }

    static StorageKey key(int index) {
        return StorageKey.of(new byte[] {0, (byte) index});
    }

    /// Does operations until none is left, on a thread of the site's process.
    void work(Site site) {
        while (left > 0) {
            int partition = schedule.random().nextInt(scenario.partitions());
            if (schedule.chance(0.45)) {
                left--;
                if (schedule.chance(0.15)) {
                    scan(site, partition, drawKey(), scenario.keys());
                } else {
                    read(site, partition, drawKey(), schedule.chance(0.6));
                }
            } else {
                write(site, partition);
            }
            if (schedule.chance(0.7)) {
                site.process().sleep(Duration.ofNanos(schedule.draw(THINK_NANOS)));
            }
        }
        finished = true;
    }

    private int drawKey() {
        return schedule.random().nextInt(scenario.keys());
    }

    /// After the faults have stopped, writes to every partition until the write is done. No process
    /// may be prevented from writing permanently.
    void recover(Site site) {
        for (int partition = 0; partition < scenario.partitions(); partition++) {
            int tries = 1;
            while (!(writeOne(site, partition) instanceof Ending.Applied)) {
                if (tries++ == CALM_TRIES_MAX) {
                    throw new Violation("a process is kept from writing for ever");
                }
                site.process().sleep(CALM_PAUSE);
            }
        }
        finished = true;
    }

    private Ending writeOne(Site site, int partition) {
        int key = drawKey();
        RecordedOperation operation = recorder.begin(Kind.REPLACE, partition, key, 0);
        RecordedWrite write = new RecordedWrite(operation, key(key));
        submit(site, partition, List.of(write));
        return write.ending().join();
    }

    /// Reads every item once more, each alone and all together, to record the final state of the
    /// history.
    void review(Site site) {
        for (int partition = 0; partition < scenario.partitions(); partition++) {
            for (int key = 0; key < scenario.keys(); key++) {
                read(site, partition, key, true);
            }
            scan(site, partition, 0, scenario.keys());
        }
        finished = true;
    }

    private void scan(Site site, int partition, int from, int to) {
        boolean ascending = schedule.chance(0.5);
        Range range = new Range(Optional.of(key(from)), Optional.of(key(to)), ascending);
        RecordedOperation scan = recorder.begin(Kind.SCAN, partition, from, to);
        Ending ending;
        try {
            ending =
                    site.partitions()
                            .get(partition)
                            .reading(Consistency.STRONG, reader -> scanned(reader, range));
        } catch (StoreUnavailable e) {
            ending = new Ending.NotDone(String.valueOf(e.getMessage()));
        }
        recorder.end(scan, ending);
    }

    /// The items of a range. Their entries must be equal.
    private static Ending scanned(ViewReader reader, Range range) {
        String items = scanned(reader.walk(range), range.ascending());
        String entries = scanned(reader.walk(RecordedWrite.ENTRIES, range), range.ascending());
        if (!items.equals(entries)) {
            throw new Violation("items and entries differ: %s, %s".formatted(items, entries));
        }
        return new Ending.Read(Optional.of(items));
    }

    private static String scanned(Iterator<LogRecord> records, boolean ascending) {
        SortedMap<StorageKey, String> items = new TreeMap<>();
        Optional<StorageKey> before = Optional.empty();
        while (records.hasNext()) {
            LogRecord record = records.next();
            if (before.isPresent() && before.get().compareTo(record.key()) < 0 != ascending) {
                throw new Violation("scan out of order at " + record.key());
            }
            before = Optional.of(record.key());
            record.item().ifPresent(item -> items.put(record.key(), Values.text(item.json())));
        }
        return Values.scanned(items);
    }

    private void read(Site site, int partition, int key, boolean strong) {
        RecordedOperation read =
                recorder.begin(strong ? Kind.READ_STRONG : Kind.READ_EVENTUAL, partition, key, 0);
        Ending ending;
        try {
            Optional<String> observed =
                    site.partitions()
                            .get(partition)
                            .read(key(key), strong ? Consistency.STRONG : Consistency.EVENTUAL)
                            .map(StoredItem::json)
                            .map(Values::text);
            saw(partition, key, observed);
            ending = new Ending.Read(observed);
        } catch (StoreUnavailable e) {
            ending = new Ending.NotDone(String.valueOf(e.getMessage()));
        }
        recorder.end(read, ending);
    }

    private void saw(int partition, int key, Optional<String> observed) {
        newestSeen[partition * scenario.keys() + key] = Values.newest(observed);
    }

    private void write(Site site, int partition) {
        int count = Math.min(left, schedule.chance(0.2) ? 1 + drawKeyCount() : 1);
        left -= count;
        List<RecordedWrite> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int key = drawKey();
            Kind kind =
                    schedule.chance(FAULTY)
                            ? Kind.FAULTY
                            : WRITES[schedule.random().nextInt(WRITES.length)];
            if (kind == Kind.PAIR && scenario.keys() == 1) {
                kind = Kind.APPEND;
            }
            int expected =
                    kind == Kind.PAIR
                            ? (key + 1) % scenario.keys()
                            : newestSeen[partition * scenario.keys() + key];
            RecordedOperation operation = recorder.begin(kind, partition, key, expected);
            writes.add(new RecordedWrite(operation, key(key)));
        }
        submit(site, partition, writes);
        for (RecordedWrite write : writes) {
            Ending ending = write.ending().join();
            if (ending instanceof Ending.Kept(long at, var observed)) {
                saw(partition, write.operation().key(), observed);
            }
            if (ending instanceof Ending.Applied && write.needsCurrent()) {
                newestSeen[partition * scenario.keys() + write.operation().key()] =
                        write.operation().id();
            }
        }
    }

    /// Submits writes and waits until all are answered.
    private void submit(Site site, int partition, List<RecordedWrite> writes) {
        long began = site.process().ranNanos();
        long most = scenario.tuning().writeDeadline().plus(ANSWERED_WITHIN).toNanos();
        site.partitions().get(partition).submit(writes);
        for (RecordedWrite write : writes) {
            recorder.end(write.operation(), write.ending().join());
            if (site.process().ranNanos() - began > most) {
                throw new Violation("answered long after its deadline: " + write.operation());
            }
        }
    }

    private int drawKeyCount() {
        return schedule.random().nextInt(BATCH_MAX);
    }
}
