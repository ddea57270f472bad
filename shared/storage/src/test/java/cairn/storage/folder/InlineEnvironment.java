package cairn.storage.folder;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Runs each task at once, in the call that starts it, so that background work is deterministic.
/// Tasks that a test postpones run later.
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

    /// Removes and returns the task that has waited longest. The caller runs it.
    Runnable next() {
        return waiting.remove();
    }

    void runWaiting() {
        while (!waiting.isEmpty()) {
            run(waiting.remove());
        }
    }

    /// An exception ends its task, and does not reach the caller that started the task.
    @SuppressWarnings("CatchAndPrintStackTrace") // shown when a test hangs because of it
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
