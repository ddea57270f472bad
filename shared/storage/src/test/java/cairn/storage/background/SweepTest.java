package cairn.storage.background;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.event.Event;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.ManualEnvironment;
import cairn.storage.partition.Partition;
import cairn.storage.partition.ProbeWrite;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.Content;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One process sweeps tables to which another process writes.
class SweepTest {
    private static final int ITEM_BYTES = 300_000;

    private final ManualEnvironment environment = new ManualEnvironment(2);
    private final MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Tables writers = new Tables(engine());
    private final Engine engine = engine();
    private final Tables tables = new Tables(engine);

    private Engine engine() {
        return Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL);
    }

    private Partition partition(Tables of, String name) {
        return of.find(name).orElseThrow().partitions().getFirst();
    }

    /// Writes more than the amount that makes a compaction due.
    private void grow(String name) {
        for (int i = 0; i < 20; i++) {
            ProbeWrite write = ProbeWrite.put(i, ITEM_BYTES);
            partition(writers, name).submit(write);
            environment.result(write.end());
        }
    }

    private JobOutcome swept() {
        engine.events().add(heard::add);
        return new Sweep(tables, Jobs.of(engine)).run(() -> true);
    }

    private long compactions() {
        return heard.stream().filter(Event.Compacted.class::isInstance).count();
    }

    @Test
    void aDamagedHeadKeepsNoOtherTableFromItsCompaction() {
        writers.create("a", "{}", 1);
        writers.create("b", "{}", 1);
        grow("a");
        grow("b");
        ObjectKey head = partition(writers, "a").name().head();
        GetOutcome.Found found = (GetOutcome.Found) store.get(head);
        byte[] torn = Arrays.copyOf(found.bytes(), found.bytes().length - 1);
        store.put(head, Content.of(torn), new Precondition.Matches(found.version()));
        assertThat(swept()).isInstanceOf(JobOutcome.Failed.class);
        assertThat(compactions()).isEqualTo(1);
        assertThat(heard).anyMatch(Event.Damaged.class::isInstance);
    }

    @Test
    void aSweepLooksAtTheHeadsAsTheyAreNow() {
        writers.create("a", "{}", 1);
        partition(tables, "a").read(ProbeWrite.key(1), Consistency.STRONG);
        grow("a");
        assertThat(swept()).isInstanceOf(JobOutcome.Done.class);
        assertThat(compactions()).isEqualTo(1);
    }
}
