package cairn.simulation.world;

import cairn.storage.environment.Environment;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// One process. Its threads may be frozen at any wait and thawed much later, or die. Its wall clock
/// is wrong and may step.
///
/// Its virtual threads are the JDK's, with [Schedule] in place of their scheduler. The JDK has no
/// public way to choose the scheduler, so reflection creates the builder (JDK 25; needs
/// `--add-opens java.base/java.lang=ALL-UNNAMED`).
public final class SimulatedProcess implements Environment {
    /// When every history starts, in microseconds since 1970.
    static final long START_MICROS = 1_790_000_000_000_000L;

    private enum State {
        RUNNING,
        FROZEN,
        DEAD
    }

    private final Schedule schedule;
    private final SplittableRandom random;
    private final Thread.Builder.OfVirtual threads;
    private final List<Runnable> held = new ArrayList<>();
    private State state = State.RUNNING;
    private long frozenAtNanos;
    private long frozenNanos;
    private long wallErrorMicros;

    public SimulatedProcess(Schedule schedule, long wallErrorMicros) {
        this.schedule = schedule;
        this.random = schedule.random().split();
        this.wallErrorMicros = wallErrorMicros;
        this.threads = builder(this::dispatch);
    }

    private static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            Constructor<?> constructor =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's virtual threads take no scheduler", e);
        }
    }

    /// The JDK calls this whenever a thread of the process can continue.
    private void dispatch(Runnable continuation) {
        schedule.ready(
                () -> {
                    switch (state) {
                        case RUNNING -> continuation.run();
                        case FROZEN -> held.add(continuation);
                        case DEAD -> {}
                    }
                });
    }

    /// Stops all threads where they wait next.
    public void freeze() {
        if (state == State.RUNNING) {
            state = State.FROZEN;
            frozenAtNanos = schedule.nowNanos();
        }
    }

    /// Lets a frozen process continue.
    public void thaw() {
        if (state == State.FROZEN) {
            state = State.RUNNING;
            frozenNanos += schedule.nowNanos() - frozenAtNanos;
            held.forEach(this::dispatch);
            held.clear();
        }
    }

    /// Ends the process: none of its threads ever runs again.
    public void kill() {
        state = State.DEAD;
        held.clear();
    }

    public boolean dead() {
        return state == State.DEAD;
    }

    /// Virtual nanoseconds in which the process was not frozen. Called only while it runs.
    public long ranNanos() {
        return schedule.nowNanos() - frozenNanos;
    }

    /// Sets the error of the wall clock.
    public void stepClock(long errorMicros) {
        wallErrorMicros = errorMicros;
    }

    @Override
    public long wallMicros() {
        return START_MICROS + schedule.nowNanos() / 1000 + wallErrorMicros;
    }

    @Override
    public long monotonicNanos() {
        return schedule.nowNanos();
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        schedule.after(duration.toNanos(), () -> over.complete(true));
        over.join();
    }

    @Override
    public void start(String name, Runnable task) {
        threads.name(name).uncaughtExceptionHandler((thread, e) -> schedule.fail(e)).start(task);
    }
}
