package cairn.storage.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.event.Event;
import cairn.storage.event.Events;
import cairn.storage.partition.ManualEnvironment;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// These jobs only sleep and count.
class JobsTest {
    private static final JobName ONE = new JobName("count", "one");

    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final Events events = new Events();
    private final List<Event> heard = new ArrayList<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private Supplier<JobOutcome> ending = JobOutcome.Done::new;

    private final class Counting implements JobKind {
        @Override
        public String word() {
            return "count";
        }

        @Override
        public Optional<JobName> after(Event event) {
            return event instanceof Event.Damaged(String what)
                    ? Optional.of(new JobName("count", what))
                    : Optional.empty();
        }

        @Override
        public Job of(String subject) {
            return new Sleeping(subject);
        }

        @Override
        public List<Job> dueOn(Table table) {
            return List.of();
        }
    }

    private final class Sleeping implements Job {
        private final String subject;

        Sleeping(String subject) {
            this.subject = subject;
        }

        @Override
        public JobName name() {
            return new JobName("count", subject);
        }

        @Override
        public JobOutcome run(BooleanSupplier timeLeft) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            environment.sleep(Duration.ofSeconds(1));
            running.decrementAndGet();
            ran.add(subject);
            return ending.get();
        }
    }

    private final Jobs jobs = new Jobs(environment, events, List.of(new Counting()));

    @Test
    void askedForWhileItRunsItRunsOnceMore() {
        for (int i = 0; i < 5; i++) {
            jobs.due(ONE);
        }
        environment.untilAllEnded();
        assertThat(ran).containsExactly("one", "one");
        jobs.due(ONE);
        environment.untilAllEnded();
        assertThat(ran).hasSize(3);
    }

    @Test
    void aProcessRunsTwoAtATime() {
        for (int i = 0; i < 6; i++) {
            jobs.due(new JobName("count", "job " + i));
        }
        environment.untilAllEnded();
        assertThat(ran).hasSize(6);
        assertThat(most).hasValue(2);
    }

    @Test
    void anEventMakesAJobDueOnceSomebodyListens() {
        events.happened(new Event.Damaged("early"));
        jobs.listen();
        events.happened(new Event.Damaged("late"));
        environment.untilAllEnded();
        assertThat(ran).containsExactly("late");
    }

    @Test
    void howAJobEndedIsTold() {
        events.add(heard::add);
        List<Supplier<JobOutcome>> endings =
                List.of(
                        JobOutcome.Done::new,
                        () -> new JobOutcome.Failed("no luck"),
                        () -> {
                            throw new StoreUnavailable("silence");
                        },
                        () -> {
                            throw new CorruptObject("torn", new ObjectKey("head"), 7);
                        });
        for (Supplier<JobOutcome> one : endings) {
            ending = one;
            jobs.due(ONE);
            environment.untilAllEnded();
        }
        assertThat(heard)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("JobDone", "JobFailed", "JobFailed", "Damaged", "JobFailed");
        assertThat(heard.get(1)).isEqualTo(new Event.JobFailed("count one", "no luck"));
    }

    @Test
    void aJobWithAMistakeIsToldAndRunsAgainWhenItIsDue() {
        events.add(heard::add);
        ending =
                () -> {
                    throw new IllegalStateException("a mistake");
                };
        jobs.due(ONE);
        environment.untilAllEnded();
        jobs.due(ONE);
        environment.untilAllEnded();
        assertThat(ran).hasSize(2);
        assertThat(heard)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(Event.JobFailed.class));
    }

    /// A job that already runs when it is requested runs once more afterwards, and never twice at a
    /// time.
    @Test
    void aJobIsNotRunBesideOneOfItsName() {
        jobs.due(ONE);
        environment.until(() -> running.get() == 1);
        assertThat(jobs.run(ONE, () -> true)).isInstanceOf(JobOutcome.Superseded.class);
        environment.untilAllEnded();
        assertThat(ran).containsExactly("one", "one");
        assertThat(most).hasValue(1);
    }

    @Test
    void aJobOfNoKnownKindIsRefused() {
        assertThatThrownBy(() -> jobs.due(new JobName("paint", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClockBeginsWithAPauseAndGoesOn() {
        Clock clock = new Clock(environment);
        clock.every(Duration.ofSeconds(2), "tick", () -> ran.add("tick"));
        environment.pass(Duration.ofSeconds(1));
        assertThat(ran).isEmpty();
        environment.until(() -> ran.size() == 3);
        assertThat(environment.monotonicNanos()).isGreaterThanOrEqualTo(6_000_000_000L);
    }
}
