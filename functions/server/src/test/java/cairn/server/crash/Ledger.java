package cairn.server.crash;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// The tried and acknowledged writes of each item and each counter. A thread writes only to its own
/// numbers; any thread may read.
final class Ledger {
    private final AtomicIntegerArray tried;
    private final AtomicIntegerArray acknowledged;
    private final LongAdder successes = new LongAdder();

    // The events of each number, to explain a failed check.
    private final ConcurrentHashMap<Integer, Queue<String>> stories = new ConcurrentHashMap<>();

    Ledger(int numbers) {
        this.tried = new AtomicIntegerArray(numbers);
        this.acknowledged = new AtomicIntegerArray(numbers);
    }

    /// Records a try.
    ///
    /// @return the number of the try, from 1
    int trying(int number) {
        int attempt = tried.incrementAndGet(number);
        tell(number, "try %d".formatted(attempt));
        return attempt;
    }

    /// Records that the last try did not succeed. Its write may take effect now, later or never.
    void undecided(int number, Exception why) {
        tell(number, "try %d undecided: %s".formatted(tries(number), why));
    }

    private void tell(int number, String what) {
        stories.computeIfAbsent(number, n -> new ConcurrentLinkedQueue<>())
                .add("%s %s".formatted(Instant.now(), what));
    }

    /// All events of a number, one per line.
    String story(int number) {
        return String.join("\n", stories.getOrDefault(number, new ConcurrentLinkedQueue<>()));
    }

    /// Records that the try of that number succeeded.
    void acknowledged(int number, int attempt) {
        acknowledged.set(number, attempt);
        tell(number, "acknowledged %d".formatted(attempt));
        successes.increment();
    }

    /// Records one more success.
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

    /// The number of acknowledged writes.
    long successes() {
        return successes.sum();
    }
}
