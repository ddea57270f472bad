package cairn.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.crash.Campaign;
import cairn.server.process.KeyedTable;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Eight environments of the request function write to one table, through the HTTP API and the
/// function URL. The test kills them at random (`kill -9`), mostly during a request. A caller whose
/// environment is killed gets an error and cannot know what was written.
///
/// Repeat with `mvn verify -pl localstack -am -Dit.test=KilledEnvironmentsIT -Dcrash.seed=N`. Add
/// `-Dcrash.kills=N` for more kills.
final class KilledEnvironmentsIT {
    private static final int ITEMS = 2_000;
    private static final int SINGLES = 3;

    // The most writes of items and counters between two kills.
    private static final int WRITES_BETWEEN = 250;
    private static final Duration WAIT_MAX = Duration.ofMinutes(3);

    private final long seed = Long.getLong("crash.seed", 20261124L);
    private final int kills = Integer.getInteger("crash.kills", 10);

    @Test
    void killsOfEightEnvironmentsLoseNoAcknowledgedWrite() throws Exception {
        System.out.println("crash.seed=" + seed);
        Deployment deployment = Deployment.made();
        Environments environments = new Environments(deployment.port());
        Campaign campaign = new Campaign(seed, ITEMS, SINGLES);
        try (DynamoDbClient gateway = deployment.httpApi().clientWithoutRetries();
                DynamoDbClient url = deployment.functionUrl().clientWithoutRetries()) {
            campaign.begin(List.of(gateway, url));
            await(environments, Campaign.WRITERS);
            killAtRandom(campaign, environments);
            campaign.finish();
        }
        try (DynamoDbClient gateway = deployment.httpApi().client();
                DynamoDbClient url = deployment.functionUrl().client()) {
            for (DynamoDbClient reader : List.of(gateway, url)) {
                environments.killAll();
                campaign.check(reader);
            }
            KeyedTable.deleteAll(url);
        }
    }

    private static void await(Environments environments, int count) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (environments.all().size() < count) {
            assertThat(System.nanoTime()).as("%d environments", count).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /// Waits for a different number of writes before each kill, so that kills hit every part of a
    /// request.
    private void killAtRandom(Campaign campaign, Environments environments) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int awake = 0;
        for (int kill = 0; kill < kills; kill++) {
            campaign.awaitWritten(campaign.written() + random.nextInt(WRITES_BETWEEN));
            await(environments, 1);
            List<ProcessHandle> victims = environments.awake();
            awake += victims.isEmpty() ? 0 : 1;
            victims = victims.isEmpty() ? environments.all() : victims;
            Environments.kill(victims.get(random.nextInt(victims.size())));
        }
        System.out.printf("%d environments killed, %d of them awake%n", kills, awake);
    }
}
