package cairn.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.KeyedTable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Writers that load [#ITEMS] items and add to counters while a test ends the servers under them,
/// and the check of what is left. One test uses it, once.
final class Campaign {
    static final int ITEMS = 51_000;
    static final int WRITERS = 8;

    private final Goods goods;
    private final int singles;
    private final Ledger items = new Ledger(ITEMS);
    private final Ledger counters = new Ledger(Load.COUNTERS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<AtomicReference<DynamoDbClient>> clients = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();

    /// @param singles how many single puts and increments follow each batch of 25 items
    Campaign(long seed, int singles) {
        this.goods = new Goods(seed);
        this.singles = singles;
    }

    /// Creates the table and begins to write.
    ///
    /// @param first each writer's server, in turns
    void begin(List<DynamoDbClient> first) {
        KeyedTable.create(first.getFirst(), Load.TABLE, "group", "id");
        for (int i = 0; i < WRITERS; i++) {
            AtomicReference<DynamoDbClient> client =
                    new AtomicReference<>(first.get(i % first.size()));
            clients.add(client);
            Load load =
                    new Load(
                            () -> Objects.requireNonNull(client.get()),
                            goods,
                            items,
                            counters,
                            new Load.Part(i, WRITERS, singles),
                            stopped);
            writers.add(Thread.ofPlatform().name("writer " + i).start(load));
        }
    }

    /// From now on all writers use this server.
    void moveTo(DynamoDbClient client) {
        clients.forEach(reference -> reference.set(client));
    }

    /// Waits until as many items are acknowledged.
    void awaitLoaded(int count) throws InterruptedException {
        while (loaded() < count && writers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(50);
        }
    }

    /// Waits until all items are loaded, then ends the writers.
    void finish() throws InterruptedException {
        awaitLoaded(ITEMS);
        stopped.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(loaded()).isEqualTo(ITEMS);
    }

    /// Checks what a server shows against what was acknowledged.
    void check(DynamoDbClient reader) {
        new Verdict(reader, goods).check(items, counters);
        System.out.printf(
                "%d items, %d writes acknowledged, %d increments of %d tried%n",
                ITEMS, items.successes(), counters.successes(), tries(counters));
    }

    private int loaded() {
        int loaded = 0;
        for (int i = 0; i < ITEMS; i++) {
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
