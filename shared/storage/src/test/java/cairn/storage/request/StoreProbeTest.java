package cairn.storage.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.Content;
import cairn.storage.port.ForwardingStore;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

final class StoreProbeTest {
    private final Environment environment =
            new SystemEnvironment(
                    (name, e) -> {
                        throw new AssertionError(name, e);
                    });
    private final MemoryStore memory = new MemoryStore(Instant::now);

    @Test
    void aStoreThatLetsOneWinPassesAndOnlyTheResultIsLeft() {
        new StoreProbe(environment, memory).check();
        assertThat(memory.list("", ""))
                .isInstanceOfSatisfying(
                        ListOutcome.Page.class,
                        page ->
                                assertThat(page.entries())
                                        .extracting(entry -> entry.key().name())
                                        .containsExactly("probe/passed"));
    }

    @Test
    void whatWasProbedOnceIsOneGet() {
        new StoreProbe(environment, memory).check();
        Lenient counted = new Lenient(memory);
        new StoreProbe(environment, counted).check();
        assertThat(counted.gets).hasValue(1);
        assertThat(counted.puts).hasValue(0);
    }

    @Test
    void aStoreThatLetsTwoWinIsRefusedEachTime() {
        StoreProbe probe = new StoreProbe(environment, new Lenient(memory));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(probe::check)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the store let 8 of 8 racing conditional puts win");
        }
    }

    @Test
    void aResultThatIsNotToTheLastByteOursIsNoProof() {
        ObjectKey passed = new ObjectKey("probe/passed");
        new StoreProbe(environment, memory).check();
        GetOutcome.Found result = (GetOutcome.Found) memory.get(passed);
        for (int bit = 0; bit < result.bytes().length * 8; bit++) {
            byte[] flipped = result.bytes().clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            MemoryStore damaged = new MemoryStore(Instant::now);
            damaged.put(passed, flipped, Precondition.ABSENT);
            Lenient lenient = new Lenient(damaged);
            assertThatThrownBy(() -> new StoreProbe(environment, lenient).check())
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDamagedResultIsReplacedByThatOfAnotherProbe() {
        ObjectKey passed = new ObjectKey("probe/passed");
        memory.put(passed, new byte[] {'3', '0'}, Precondition.ABSENT);
        new StoreProbe(environment, memory).check();
        assertThat(memory.get(passed))
                .isInstanceOfSatisfying(
                        GetOutcome.Found.class,
                        found ->
                                assertThat(new String(found.bytes(), StandardCharsets.US_ASCII))
                                        .isEqualTo(StoreProbe.RESULT));
    }

    @Test
    void aStoreThatSendsAKnownVersionAgainIsRefused() {
        ObjectStore forgetful =
                new ForwardingStore(memory) {
                    @Override
                    public GetOutcome getUnless(ObjectKey key, Version known) {
                        return get(key);
                    }
                };
        assertThatThrownBy(new StoreProbe(environment, forgetful)::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not know its own version again");
    }

    /// A store that counts requests and accepts every put, whatever its precondition.
    private static final class Lenient extends ForwardingStore {
        private final ObjectStore store;
        private final AtomicInteger gets = new AtomicInteger();
        private final AtomicInteger puts = new AtomicInteger();

        Lenient(ObjectStore store) {
            super(store);
            this.store = store;
        }

        @Override
        public GetOutcome get(ObjectKey key) {
            gets.incrementAndGet();
            return store.get(key);
        }

        @Override
        public synchronized PutOutcome put(
                ObjectKey key, Content content, Precondition precondition) {
            puts.incrementAndGet();
            Precondition met =
                    store.get(key) instanceof GetOutcome.Found found
                            ? new Precondition.Matches(found.version())
                            : Precondition.ABSENT;
            return store.put(key, content, met);
        }
    }
}
