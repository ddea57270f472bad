package cairn.storage.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

class BudgetTest {
    private final Budget budget = new Budget(new Budget.Limits(100, 200, 300));

    @Test
    void whatFitsIsCountedAndWhatDoesNotIsNot() {
        assertThat(budget.take(Budget.Use.WRITES, 60)).isTrue();
        assertThat(budget.take(Budget.Use.WRITES, 41)).isFalse();
        assertThat(budget.take(Budget.Use.WRITES, 40)).isTrue();
        assertThat(budget.bytes(Budget.Use.WRITES)).isEqualTo(100);
        assertThat(budget.bytes(Budget.Use.RECENT)).isZero();
    }

    @Test
    void whatIsLargerThanTheBoundFitsAlone() {
        assertThat(budget.take(Budget.Use.SENDING, 1000)).isTrue();
        assertThat(budget.take(Budget.Use.SENDING, 1)).isFalse();
        budget.change(Budget.Use.SENDING, -1000);
        assertThat(budget.take(Budget.Use.SENDING, 1)).isTrue();
    }

    @Test
    void moreCanNotGoThanCame() {
        budget.change(Budget.Use.RECENT, 5);
        assertThatThrownBy(() -> budget.change(Budget.Use.RECENT, -6))
                .isInstanceOf(IllegalStateException.class);
    }

    /// Each waiter releases what it took, so all waiters get their turn and nothing remains taken.
    @Test
    void whoWaitsGetsItsTurn() throws InterruptedException {
        int waiters = 8;
        CountDownLatch done = new CountDownLatch(waiters);
        for (int i = 0; i < waiters; i++) {
            Random random = new Random(i);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                for (int n = 0; n < 500; n++) {
                                    int bytes = 1 + random.nextInt(90);
                                    budget.await(Budget.Use.WRITES, bytes);
                                    LockSupport.parkNanos(1000);
                                    budget.change(Budget.Use.WRITES, -bytes);
                                }
                                done.countDown();
                            });
        }
        done.await();
        assertThat(budget.bytes(Budget.Use.WRITES)).isZero();
    }
}
