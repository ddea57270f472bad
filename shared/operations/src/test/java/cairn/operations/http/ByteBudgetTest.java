package cairn.operations.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

final class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);

    private ByteBudget.Share held(long bytes) {
        return budget.ifFree(bytes).orElseThrow();
    }

    @Test
    void noMoreIsGrantedThanThereIs() {
        ByteBudget.Share first = held(60);
        assertThat(budget.ifFree(41)).isEmpty();
        ByteBudget.Share second = held(40);
        assertThat(first.grow(1)).isFalse();
        second.close();
        assertThat(first.grow(40)).isTrue();
        assertThat(budget.heldBytes()).isEqualTo(100);
        first.close();
        first.close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void theFirstToComeIsServedFirstThoughALaterOneWouldFit() {
        ByteBudget.Share share = held(50);
        CompletableFuture<ByteBudget.Share> large = budget.reserve(80);
        CompletableFuture<ByteBudget.Share> small = budget.reserve(10);
        assertThat(budget.ifFree(10)).isEmpty();
        assertThat(large).isNotDone();
        assertThat(small).isNotDone();
        share.close();
        assertThat(large).isCompleted();
        assertThat(small).isCompleted();
    }

    @Test
    void whoGivesUpIsNotInTheWayOfThoseBehind() {
        ByteBudget.Share share = held(50);
        CompletableFuture<ByteBudget.Share> large = budget.reserve(80);
        CompletableFuture<ByteBudget.Share> small = budget.reserve(10);
        large.cancel(false);
        assertThat(small).isCompleted();
        share.close();
        assertThat(budget.heldBytes()).isEqualTo(10);
    }

    @Test
    void whatIsThereAlreadyIsCountedEvenBeyondTheBudget() {
        ByteBudget.Share share = held(50);
        share.settle(150);
        assertThat(budget.ifFree(1)).isEmpty();
        CompletableFuture<ByteBudget.Share> waiting = budget.reserve(20);
        share.settle(80);
        assertThat(waiting).isCompleted();
    }

    @Test
    void whatCanNeverBeGrantedIsRefused() {
        assertThatThrownBy(() -> budget.reserve(101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyThreadsNeverHoldMoreAndLeaveNothingBehind() throws InterruptedException {
        long seed = Long.getLong("budget.seed", 11);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            threads.add(Thread.ofVirtual().start(() -> use(random, failures)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).as("-Dbudget.seed=%d", seed).isEmpty();
        assertThat(budget.heldBytes()).isZero();
    }

    private void use(SplittableRandom random, List<Throwable> failures) {
        try {
            for (int i = 0; i < 500; i++) {
                try (ByteBudget.Share share = budget.reserve(random.nextInt(1, 101)).join()) {
                    assertThat(budget.heldBytes()).isBetween(1L, 100L);
                    share.grow(random.nextInt(50));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }
}
