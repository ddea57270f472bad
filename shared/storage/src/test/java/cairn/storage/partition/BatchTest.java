package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.budget.Budget;
import cairn.storage.edit.Settlement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Which writes of a batch are sent, and how they end.
final class BatchTest {
    private static final int BYTES = 100;

    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final Engine engine =
            Engine.shared(environment, new TroubledStore(environment), Tuning.DEFAULT, Rules.ALL);

    private Submission submission(ProbeWrite write) {
        environment.pass(Duration.ofSeconds(1));
        assertThat(engine.budget().take(Budget.Use.WRITES, BYTES)).isTrue();
        return new Submission(write, BYTES, engine);
    }

    private static ProbeWrite write() {
        return ProbeWrite.put(1, 10);
    }

    private static List<Proposal.Judged> judged(List<Submission> writes) {
        return writes.stream().map(one -> new Proposal.Judged(one, 1)).toList();
    }

    @Test
    void agesDoNotDependOnTheOrderOfTheQueue() {
        Submission first = submission(write());
        Submission second = submission(write());
        Submission third = submission(write());
        Batch batch = new Batch(List.of(second, third, first));
        long now = environment.monotonicNanos();
        assertThat(batch.oldestNanos(now)).isEqualTo(first.cameNanos());
        assertThat(batch.newestNanos(now)).isEqualTo(third.cameNanos());
        third.settle(new Settlement.Throttled());
        assertThat(batch.newestNanos(now)).isEqualTo(second.cameNanos());
    }

    @Test
    void whatWasSentEndsAsUnknownAndWhatWasNotAsNotDone() {
        ProbeWrite one = write();
        ProbeWrite two = write();
        List<Submission> writes = List.of(submission(one), submission(two));
        Batch batch = new Batch(writes);
        assertThat(batch.send(judged(writes.subList(0, 1)), environment.monotonicNanos())).isTrue();
        batch.end("over");
        assertThat(one.end().join()).isInstanceOf(Settlement.Unknown.class);
        assertThat(two.end().join()).isInstanceOf(Settlement.Failed.class);
        assertThat(engine.budget().bytes(Budget.Use.WRITES)).isZero();
    }

    @Test
    void aBatchIsNotSentWithAWriteThatIsSettledOrOverdue() {
        List<Submission> writes = List.of(submission(write()), submission(write()));
        Batch batch = new Batch(writes);
        writes.getLast().settle(new Settlement.Throttled());
        assertThat(batch.send(judged(writes), environment.monotonicNanos())).isFalse();
        writes.getFirst().end("not sent after all");
        List<Submission> late = List.of(submission(write()));
        environment.pass(Tuning.DEFAULT.writeDeadline());
        assertThat(new Batch(late).send(judged(late), environment.monotonicNanos())).isFalse();
    }

    @Test
    void aRefusedPutMakesItsWritesWaitAgain() {
        ProbeWrite write = write();
        List<Submission> writes = List.of(submission(write));
        Batch batch = new Batch(writes);
        batch.send(judged(writes), environment.monotonicNanos());
        batch.notSent();
        batch.end("over");
        assertThat(write.end().join()).isInstanceOf(Settlement.Failed.class);
    }
}
