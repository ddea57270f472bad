package cairn.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.KeyedTable;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// 51,000 items and counters, written while the server is killed ten times (`kill -9`).
///
/// Repeat with `mvn verify -pl functions/server -am -Dit.test=CrashIT -Dcrash.seed=N`.
final class CrashIT {
    private static final int ITEMS = 51_000;
    private static final int KILLS = 10;
    private static final int WRITERS = 8;

    private final long seed = Long.getLong("crash.seed", 20261123L);
    private final Goods goods = new Goods(seed);
    private final Ledger items = new Ledger(ITEMS);
    private final Ledger counters = new Ledger(Load.COUNTERS);
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void tenKillsLoseNoAcknowledgedWrite(@TempDir Path folder) throws InterruptedException {
        System.out.println("crash.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        ServerProcess server = ServerProcess.onFolder(folder);
        DynamoDbClient first = server.clientWithoutRetries();
        KeyedTable.create(first, "Goods", "group", "id");
        AtomicReference<DynamoDbClient> client = new AtomicReference<>(first);
        List<Thread> writers = writers(client);
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(300 + random.nextInt(700));
            server.kill();
            server = ServerProcess.onFolder(folder);
            client.set(server.clientWithoutRetries());
        }
        while (loaded() < ITEMS && writers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(100);
        }
        stopped.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        server.kill();
        try (ServerProcess last = ServerProcess.onFolder(folder);
                DynamoDbClient reader = last.client()) {
            new Verdict(reader, goods).check(items, counters);
        }
        System.out.printf(
                "%d items, %d writes acknowledged, %d increments of %d tried, %d kills%n",
                ITEMS, items.successes(), counters.successes(), tries(counters), KILLS);
        assertThat(loaded()).isEqualTo(ITEMS);
    }

    private List<Thread> writers(AtomicReference<DynamoDbClient> client) {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Load.Part part = new Load.Part(i, WRITERS);
            writers.add(
                    Thread.ofPlatform()
                            .name("writer " + i)
                            .start(
                                    new Load(
                                            () -> Objects.requireNonNull(client.get()),
                                            goods,
                                            items,
                                            counters,
                                            part,
                                            stopped)));
        }
        return writers;
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
