package cairn.storage.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

class RoundsTest {
    /// Every caller reads the count before its call. The request that answers it has a higher
    /// number.
    @Test
    void eachAnswerIsOfARequestSentAfterTheCallBegan() {
        AtomicLong sent = new AtomicLong();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Rounds<Long> rounds =
                new Rounds<>(
                        3,
                        () -> {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            long number = sent.incrementAndGet();
                            LockSupport.parkNanos(1000);
                            underWay.decrementAndGet();
                            return number;
                        });
        List<CompletableFuture<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<Boolean> fresh = new CompletableFuture<>();
            callers.add(fresh);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                boolean all = true;
                                for (int n = 0; n < 200; n++) {
                                    long before = sent.get();
                                    all &= rounds.next() > before;
                                }
                                fresh.complete(all);
                            });
        }
        assertThat(callers).allSatisfy(fresh -> assertThat(fresh.join()).isTrue());
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void aFailureIsTheCallersAndTheNextRoundIsSent() {
        AtomicInteger sent = new AtomicInteger();
        Rounds<Integer> rounds =
                new Rounds<>(
                        1,
                        () -> {
                            if (sent.incrementAndGet() == 1) {
                                throw new IllegalArgumentException("the first");
                            }
                            return sent.get();
                        });
        assertThatThrownBy(rounds::next).isInstanceOf(IllegalArgumentException.class);
        assertThat(rounds.next()).isEqualTo(2);
    }
}
