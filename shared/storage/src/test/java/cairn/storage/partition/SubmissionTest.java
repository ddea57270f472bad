package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.edit.Settlement;
import cairn.storage.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SubmissionTest {
    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final Engine engine =
            Engine.shared(
                    environment, new MemoryStore(() -> Instant.EPOCH), Tuning.DEFAULT, Rules.ALL);
    private final ProbeWrite write = ProbeWrite.put(1, 10);
    private final Submission submission = new Submission(write, 0, engine);

    @Test
    void whatWasSentEndsInDoubt() {
        assertThat(submission.send()).isTrue();
        submission.end("no answer");
        assertThat(write.end().join()).isEqualTo(new Settlement.Unknown("no answer"));
    }

    @Test
    void whatWasRefusedEndsAsNotDone() {
        assertThat(submission.send()).isTrue();
        submission.notSent();
        submission.end("others kept writing");
        assertThat(write.end().join()).isEqualTo(new Settlement.Failed("others kept writing"));
    }

    @Test
    void whatIsSettledIsNotSentAndStaysAsItIs() {
        submission.settle(new Settlement.Throttled());
        assertThat(submission.send()).isFalse();
        submission.end("later");
        submission.settle(new Settlement.Decided(1));
        assertThat(write.end().join()).isEqualTo(new Settlement.Throttled());
    }
}
