package cairn.storage.folder;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Runs tasks at once, where they are started: background work without chance. Or later, when it is
/// asked to, those that may wait.
final class InlineEnvironment implements Environment {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Predicate<String> mayWait = name -> false;
    private long now;

    /// @param which the names of tasks that wait for [#runWaiting]
    void postpone(Predicate<String> which) {
        mayWait = which;
    }

    boolean anyWaits() {
        return !waiting.isEmpty();
    }

    /// The task that waits longest; the caller runs it.
    Runnable next() {
        return waiting.remove();
    }

    void runWaiting() {
        while (!waiting.isEmpty()) {
            run(waiting.remove());
        }
    }

    /// What a task throws ends it, and is no matter of the one that started it.
    @SuppressWarnings("CatchAndPrintStackTrace") // seen when a test hangs for it
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
        }
    }

    void forgetWaiting() {
        waiting.clear();
    }

    @Override
    public long wallMicros() {
        return ++now;
    }

    @Override
    public long monotonicNanos() {
        return ++now;
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public void start(String name, Runnable task) {
        if (mayWait.test(name)) {
            waiting.add(task);
        } else {
            run(task);
        }
    }
}
