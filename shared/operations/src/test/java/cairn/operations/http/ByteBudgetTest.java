package cairn.operations.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

final class ByteBudgetTest {
    private static final long LARGE = 2L * ByteBudget.SMALL_BYTES;

    private final ByteBudget budget = new ByteBudget(100 * LARGE);

    private ByteBudget.Share held(long larges) {
        return budget.ifFree(larges * LARGE).orElseThrow();
    }

    @Test
    void noMoreIsGrantedThanThereIs() {
        ByteBudget.Share first = held(60);
        assertThat(budget.ifFree(41 * LARGE)).isEmpty();
        ByteBudget.Share second = held(40);
        assertThat(first.grow(LARGE)).isFalse();
        second.close();
        assertThat(first.grow(40 * LARGE)).isTrue();
        assertThat(budget.heldBytes()).isEqualTo(100 * LARGE);
        first.close();
        first.close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void theFirstToComeIsServedFirstThoughALaterOneWouldFit() {
        ByteBudget.Share share = held(50);
        CompletableFuture<ByteBudget.Share> large = budget.reserve(80 * LARGE);
        CompletableFuture<ByteBudget.Share> small = budget.reserve(10 * LARGE);
        assertThat(budget.ifFree(10 * LARGE)).isEmpty();
        assertThat(large).isNotDone();
        assertThat(small).isNotDone();
        share.close();
        assertThat(large).isCompleted();
        assertThat(small).isCompleted();
    }

    @Test
    void whatIsSmallDoesNotWaitForWhatIsLarge() {
        ByteBudget.Share all = held(100);
        CompletableFuture<ByteBudget.Share> large = budget.reserve(LARGE);
        for (int i = 0; i < 25; i++) {
            assertThat(budget.ifFree(ByteBudget.SMALL_BYTES)).as("small one %d", i).isPresent();
        }
        assertThat(budget.ifFree(ByteBudget.SMALL_BYTES)).isEmpty();
        CompletableFuture<ByteBudget.Share> small = budget.reserve(ByteBudget.SMALL_BYTES);
        assertThat(budget.isPressed()).isTrue();
        all.close();
        assertThat(large).isCompleted();
        assertThat(small).isCompleted();
        assertThat(budget.isPressed()).isFalse();
    }

    @Test
    void whatIsSmallMayTakeAllThereIs() {
        for (int i = 0; i < 225; i++) {
            assertThat(budget.ifFree(ByteBudget.SMALL_BYTES)).as("small one %d", i).isPresent();
        }
        assertThat(budget.ifFree(1)).isEmpty();
        assertThat(budget.nothing()).isNotNull();
    }

    @Test
    void whoGivesUpIsNotInTheWayOfThoseBehind() {
        ByteBudget.Share share = held(50);
        CompletableFuture<ByteBudget.Share> large = budget.reserve(80 * LARGE);
        CompletableFuture<ByteBudget.Share> small = budget.reserve(10 * LARGE);
        large.cancel(false);
        assertThat(small).isCompleted();
        share.close();
        assertThat(budget.heldBytes()).isEqualTo(10 * LARGE);
    }

    @Test
    void whatIsThereAlreadyIsCountedEvenBeyondTheBudget() {
        ByteBudget.Share share = held(50);
        share.settle(150 * LARGE);
        assertThat(budget.ifFree(LARGE)).isEmpty();
        CompletableFuture<ByteBudget.Share> waiting = budget.reserve(20 * LARGE);
        share.settle(80 * LARGE);
        assertThat(waiting).isCompleted();
    }

    @Test
    void whatCanNeverBeGrantedIsRefused() {
        assertThatThrownBy(() -> budget.reserve(101 * LARGE))
                .isInstanceOf(IllegalArgumentException.class);
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
                try (ByteBudget.Share share =
                        budget.reserve(random.nextLong(1, 100 * LARGE)).join()) {
                    assertThat(budget.heldBytes()).isBetween(1L, 112 * LARGE + LARGE / 2);
                    share.grow(random.nextLong(50 * LARGE));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }
}
