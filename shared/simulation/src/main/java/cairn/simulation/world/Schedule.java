package cairn.simulation.world;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Virtual time, and the one thread that runs everything. The seed picks one of the tasks that can
/// run. When no task can run, time advances to the next event.
///
/// A seed repeats its history exactly. Used by one thread.
public final class Schedule {
    /// The most tasks that one history runs.
    private static final long HISTORY_STEPS_MAX = 3_000_000;

    private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final SplittableRandom random;
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final long stepsMax;
    private long nowNanos;
    private long steps;
    private long ticks;
    private @Nullable Throwable failure;

    /// The schedule of a history.
    public Schedule(long seed) {
        this(seed, HISTORY_STEPS_MAX);
    }

    /// @param stepsMax the most tasks that are run; more mean that the history does not end
    public Schedule(long seed, long stepsMax) {
        this.random = new SplittableRandom(seed);
        this.stepsMax = stepsMax;
    }

    /// The seed's only stream of random numbers.
    public SplittableRandom random() {
        return random;
    }

    /// Virtual nanoseconds since the start of the history.
    public long nowNanos() {
        return nowNanos;
    }

    /// A number greater than all previous ones, which orders events of one instant.
    public long tick() {
        return ++ticks;
    }

    /// Runs `task` when the seed picks it.
    public void ready(Runnable task) {
        ready.add(task);
    }

    /// Runs `action` after `nanos`. Actions of one time run in the order in which they were added.
    public void after(long nanos, Runnable action) {
        events.add(new Event(nowNanos + Math.max(0, nanos), tick(), action));
    }

    /// A random time up to `mostNanos`, more often short than long.
    public long draw(long mostNanos) {
        return (long) (mostNanos * Math.pow(random.nextDouble(), 3));
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Makes [#run] throw, because something forbidden happened.
    public void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /// Runs until nothing is left to do.
    ///
    /// @throws IllegalStateException a task failed, or the history does not end
    public void run() {
        while (failure == null && steps < stepsMax) {
            steps++;
            if (!ready.isEmpty()) {
                int pick = random.nextInt(ready.size());
                Runnable task = ready.get(pick);
                Runnable last = ready.removeLast();
                if (pick < ready.size()) {
                    ready.set(pick, last);
                }
                task.run();
            } else if (!events.isEmpty()) {
                Event event = events.remove();
                nowNanos = event.nanos;
                event.action.run();
            } else {
                return;
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        throw new IllegalStateException("no rest after " + steps + " steps");
    }
}
