package cairn.server.crash;

import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// Writes 51,000 items and counters to a folder while the server is killed ten times (`kill -9`).
///
/// Repeat with `mvn verify -pl functions/server -am -Dit.test=CrashIT -Dcrash.seed=N`.
final class CrashIT {
    private static final int KILLS = 10;
    private static final int ITEMS = 51_000;
    private static final int SINGLES = 5;

    private final long seed = Long.getLong("crash.seed", 20261123L);

    @Test
    void tenKillsLoseNoAcknowledgedWrite(@TempDir Path folder) throws InterruptedException {
        System.out.println("crash.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Campaign campaign = new Campaign(seed, ITEMS, SINGLES);
        ServerProcess server = ServerProcess.onFolder(folder);
        campaign.begin(List.of(server.clientWithoutRetries()));
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(300 + random.nextInt(700));
            server.kill();
            server = ServerProcess.onFolder(folder);
            campaign.moveTo(server.clientWithoutRetries());
        }
        campaign.finish();
        server.kill();
        try (ServerProcess last = ServerProcess.onFolder(folder);
                DynamoDbClient reader = last.client()) {
            campaign.check(reader);
        }
    }
}
