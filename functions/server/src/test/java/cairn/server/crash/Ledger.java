package cairn.server.crash;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// What was tried and what was acknowledged for each item and each counter. A thread writes only to
/// the numbers that are its own; thread-safe for readers.
final class Ledger {
    private final AtomicIntegerArray tried;
    private final AtomicIntegerArray acknowledged;
    private final LongAdder successes = new LongAdder();

    Ledger(int numbers) {
        this.tried = new AtomicIntegerArray(numbers);
        this.acknowledged = new AtomicIntegerArray(numbers);
    }

    /// Notes a try.
    ///
    /// @return its number, from 1
    int trying(int number) {
        return tried.incrementAndGet(number);
    }

    /// Notes that the try of that number succeeded.
    void acknowledged(int number, int attempt) {
        acknowledged.set(number, attempt);
        successes.increment();
    }

    /// Notes one more success.
    void acknowledgedOneMore(int number) {
        acknowledged.incrementAndGet(number);
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
