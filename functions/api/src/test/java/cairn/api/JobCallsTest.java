package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.background.JobName;
import cairn.storage.environment.Environment;
import cairn.storage.event.Event;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A job is called for at once, and once more if it became due again, but not sooner than the quiet
/// time allows.
final class JobCallsTest {
    private final Hands clock = new Hands();
    private final List<JobName> asked = new ArrayList<>();
    private final JobCalls calls =
            new JobCalls(
                    clock,
                    job -> {
                        asked.add(job);
                        return Optional.empty();
                    });

    /// A clock that the test moves.
    private static final class Hands implements Environment {
        private long nanos;

        @Override
        public long wallMicros() {
            return nanos / 1000;
        }

        @Override
        public long monotonicNanos() {
            return nanos;
        }

        @Override
        public long randomBits() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public void start(String name, Runnable task) {
            task.run();
        }
    }

    private void due(String table) {
        calls.note(new Event.IndexBehind(table));
        calls.send();
    }

    @Test
    void aJobThatIsDueAgainIsCalledForWhenTheQuietTimeIsOver() {
        due("one");
        due("one");
        due("two");
        assertThat(asked).containsExactly(new JobName("index", "one"), new JobName("index", "two"));
        clock.sleep(JobCalls.QUIET);
        calls.send();
        calls.send();
        assertThat(asked)
                .containsExactly(
                        new JobName("index", "one"),
                        new JobName("index", "two"),
                        new JobName("index", "one"));
    }
}
