package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.background.WatchedJobs;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.UniqueName;
import cairn.storage.event.Event;
import cairn.storage.format.PartitionName;
import cairn.storage.port.Content;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class PartitionEventsTest {
    private final ManualEnvironment environment = new ManualEnvironment(3);
    private final TroubledStore store = new TroubledStore(environment);
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final PartitionName name =
            new PartitionName(UniqueName.fresh(0, environment), UniqueName.fresh(0, environment));

    private Engine engine(long uncompactedMax, long compactAt) {
        Tuning tuning = SmallChunks.tuning(uncompactedMax, compactAt, Tuning.DEFAULT.limits());
        Engine engine = Engine.shared(environment, store, tuning, Rules.ALL);
        engine.events().add(heard::add);
        return engine;
    }

    private Settlement written(Partition partition, long key) {
        ProbeWrite write = ProbeWrite.put(key, 900);
        partition.submit(write);
        return environment.result(write.end());
    }

    private <E extends Event> List<E> heard(Class<E> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void commitsSpillsAndACompactionAreTold() {
        Engine engine = engine(1 << 20, 3000);
        WatchedJobs.listen(engine);
        Partition partition = Partition.of(engine, name);
        for (int i = 0; i < 8; i++) {
            written(partition, i);
        }
        environment.untilAllEnded();
        List<Event.Committed> commits = heard(Event.Committed.class);
        assertThat(commits.stream().mapToInt(Event.Committed::records).sum()).isEqualTo(8);
        // The end of a compaction is also a write, and may share its commit with others.
        assertThat(commits.stream().mapToInt(Event.Committed::writes).sum()).isGreaterThan(8);
        assertThat(heard(Event.Spilled.class)).isNotEmpty();
        assertThat(heard(Event.CompactionDue.class)).isNotEmpty();
        assertThat(heard(Event.Compacted.class))
                .isNotEmpty()
                .allSatisfy(
                        compacted -> {
                            assertThat(compacted.bytesRead()).isPositive();
                            assertThat(compacted.bytesWritten()).isPositive();
                        });
        assertThat(heard(Event.JobDone.class)).isNotEmpty();
        assertThat(heard(Event.RaceLost.class)).isEmpty();
    }

    @Test
    void aLostRaceIsTold() {
        Partition one = Partition.of(engine(1 << 20, 1 << 20), name);
        Partition other = Partition.of(engine(1 << 20, 1 << 20), name);
        written(one, 1);
        written(other, 2);
        heard.clear();
        written(one, 3);
        assertThat(heard(Event.RaceLost.class)).containsExactly(new Event.RaceLost(name));
    }

    @Test
    void aCommitWhoseAnswerWasLostIsTold() {
        Partition partition = Partition.of(engine(1 << 20, 1 << 20), name);
        written(partition, 1);
        heard.clear();
        store.loseAnswer();
        assertThat(written(partition, 2)).isInstanceOf(Settlement.Decided.class);
        assertThat(heard(Event.Committed.class)).hasSize(1);
        assertThat(heard(Event.RaceLost.class)).isEmpty();
    }

    @Test
    void aWriteIsDoneEvenIfAListenerThrows() {
        Engine engine = engine(1 << 20, 1 << 20);
        Partition partition = Partition.of(engine, name);
        written(partition, 1);
        IllegalStateException mistake = new IllegalStateException("a mistake of a listener");
        engine.events()
                .add(
                        event -> {
                            if (event instanceof Event.Committed) {
                                throw mistake;
                            }
                        });
        assertThat(written(partition, 2)).isInstanceOf(Settlement.Decided.class);
        assertThat(written(partition, 3)).isInstanceOf(Settlement.Decided.class);
    }

    @Test
    void throttledWritesAreToldWithTheirCause() {
        Partition partition = Partition.of(engine(1500, 1 << 20), name);
        for (int i = 0; !(written(partition, i) instanceof Settlement.Throttled); i++) {
            assertThat(i).isLessThan(50);
        }
        assertThat(heard(Event.Throttled.class))
                .containsExactly(new Event.Throttled(name, 1, Event.Throttled.Cause.COMPACTION));
    }

    @Test
    void aDamagedHeadIsTold() {
        written(Partition.of(engine(1 << 20, 1 << 20), name), 1);
        ObjectKey head = name.head();
        GetOutcome.Found found = (GetOutcome.Found) store.get(head);
        byte[] torn = Arrays.copyOf(found.bytes(), found.bytes().length - 1);
        store.put(head, Content.of(torn), new Precondition.Matches(found.version()));
        Settlement end = written(Partition.of(engine(1 << 20, 1 << 20), name), 2);
        assertThat(end).isInstanceOf(Settlement.Failed.class);
        assertThat(heard(Event.Damaged.class))
                .singleElement()
                .satisfies(damaged -> assertThat(damaged.what()).contains(head.name()));
    }
}
