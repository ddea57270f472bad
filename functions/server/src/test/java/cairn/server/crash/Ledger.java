package cairn.server.crash;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// What was tried and what was acknowledged for each item and each counter. A thread writes only to
/// the numbers that are its own; thread-safe for readers.
final class Ledger {
    private final AtomicIntegerArray tried;
    private final AtomicIntegerArray acknowledged;
    private final LongAdder successes = new LongAdder();

    // Of each number, for whoever has to find out why a check fails.
    private final ConcurrentHashMap<Integer, Queue<String>> stories = new ConcurrentHashMap<>();

    Ledger(int numbers) {
        this.tried = new AtomicIntegerArray(numbers);
        this.acknowledged = new AtomicIntegerArray(numbers);
    }

    /// Notes a try.
    ///
    /// @return its number, from 1
    int trying(int number) {
        int attempt = tried.incrementAndGet(number);
        tell(number, "try %d".formatted(attempt));
        return attempt;
    }

    /// Notes that the last try did not succeed: what it asked for may be done or not, now or later.
    void undecided(int number, Exception why) {
        tell(number, "try %d undecided: %s".formatted(tries(number), why));
    }

    private void tell(int number, String what) {
        stories.computeIfAbsent(number, n -> new ConcurrentLinkedQueue<>())
                .add("%s %s".formatted(Instant.now(), what));
    }

    /// All that was noted of a number, a line each.
    String story(int number) {
        return String.join("\n", stories.getOrDefault(number, new ConcurrentLinkedQueue<>()));
    }

    /// Notes that the try of that number succeeded.
    void acknowledged(int number, int attempt) {
        acknowledged.set(number, attempt);
        tell(number, "acknowledged %d".formatted(attempt));
        successes.increment();
    }

    /// Notes one more success.
    void acknowledgedOneMore(int number) {
        tell(number, "acknowledged %d".formatted(acknowledged.incrementAndGet(number)));
        successes.increment();
    }

    int tries(int number) {
        return tried.get(number);
    }

    int acknowledgements(int number) {
        return acknowledged.get(number);
    }

    int size() {
        return tried.length();
    }

    /// How many writes were acknowledged.
    long successes() {
        return successes.sum();
    }
}
