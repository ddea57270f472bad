package cairn.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.KeyedTable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Writers that load items and add to counters while a test ends their servers, and the check of
/// what remains. A test uses a campaign once.
public final class Campaign {
    /// Each writer is a thread.
    public static final int WRITERS = 8;

    /// The longest time to wait for progress: many times what the whole campaign takes.
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private final CrashItems goods;
    private final int singles;
    private final Ledger items;
    private final Ledger counters = new Ledger(CrashLoad.COUNTERS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<AtomicReference<DynamoDbClient>> clients = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();

    /// @param count how many items are loaded
    /// @param singles how many single puts and increments follow each batch of 25 items
    public Campaign(long seed, int count, int singles) {
        this.goods = new CrashItems(seed);
        this.items = new Ledger(count);
        this.singles = singles;
    }

    /// Creates the table and starts the writers.
    ///
    /// @param first the servers, assigned to the writers in turn; no client repeats a request
    public void begin(List<DynamoDbClient> first) {
        KeyedTable.create(first.getFirst(), CrashLoad.TABLE, "group", "id");
        for (int i = 0; i < WRITERS; i++) {
            AtomicReference<DynamoDbClient> client =
                    new AtomicReference<>(first.get(i % first.size()));
            clients.add(client);
            CrashLoad load =
                    new CrashLoad(
                            () -> Objects.requireNonNull(client.get()),
                            goods,
                            items,
                            counters,
                            new CrashLoad.Part(i, WRITERS, singles),
                            stopped);
            writers.add(Thread.ofPlatform().daemon().name("writer " + i).start(load));
        }
    }

    /// Moves all writers to this server.
    public void moveTo(DynamoDbClient client) {
        clients.forEach(reference -> reference.set(client));
    }

    /// Waits until this many items are acknowledged.
    public void awaitLoaded(int count) throws InterruptedException {
        await(this::loaded, count);
    }

    /// Waits until this many writes are acknowledged: new items, repeated items and counters.
    public void awaitWritten(long count) throws InterruptedException {
        await(this::written, count);
    }

    private void await(LongSupplier done, long count) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (done.getAsLong() < count) {
            assertThat(System.nanoTime())
                    .as("%d of %d acknowledged", done.getAsLong(), count)
                    .isLessThan(end);
            assertThat(writers).allMatch(Thread::isAlive);
            Thread.sleep(5);
        }
    }

    /// The number of acknowledged writes.
    public long written() {
        return items.successes() + counters.successes();
    }

    /// Waits until all items are loaded, then ends the writers.
    public void finish() throws InterruptedException {
        awaitLoaded(items.size());
        stopped.set(true);
        for (Thread writer : writers) {
            assertThat(writer.join(WAIT_MAX)).as(writer.getName()).isTrue();
        }
    }

    /// Checks that a server returns what was acknowledged.
    public void check(DynamoDbClient reader) {
        new CrashVerdict(reader, goods).check(items, counters);
        System.out.printf(
                "%d items, %d writes acknowledged, %d increments of %d tried%n",
                items.size(), items.successes(), counters.successes(), tries(counters));
    }

    private int loaded() {
        int loaded = 0;
        for (int i = 0; i < items.size(); i++) {
            loaded += items.acknowledgements(i) > 0 ? 1 : 0;
        }
        return loaded;
    }

    private static long tries(Ledger ledger) {
        long tries = 0;
        for (int i = 0; i < ledger.size(); i++) {
            tries += ledger.tries(i);
        }
        return tries;
    }
}
