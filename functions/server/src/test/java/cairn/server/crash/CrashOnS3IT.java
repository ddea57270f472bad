package cairn.server.crash;

import cairn.server.process.ServerProcess;
import cairn.storage.s3.LocalStack;
import cairn.storage.s3.S3Address;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.SplittableRandom;

/// Writes 51,000 items and counters through two servers to one bucket. Then one server is killed
/// (`kill -9`), and the other continues with all the writers.
///
/// Repeat with `mvn verify -pl functions/server -am -Dit.test=CrashOnS3IT -Dcrash.seed=N`.
final class CrashOnS3IT {
    private static final int ITEMS = 21_000;
    private static final int SINGLES = 1;

    private final long seed = Long.getLong("crash.seed", 20261123L);

    @Test
    void ofTwoServersOnOneBucketTheOneThatIsKilledLosesNoAcknowledgedWrite()
            throws InterruptedException {
        System.out.println("crash.seed=" + seed);
        S3Address bucket = LocalStack.started().freshBucket();
        Campaign campaign = new Campaign(seed, ITEMS, SINGLES);
        try (ServerProcess survivor = ServerProcess.onBucket(bucket);
                ServerProcess victim = ServerProcess.onBucket(bucket);
                DynamoDbClient other = survivor.clientWithoutRetries();
                ServerProcess fresh = ServerProcess.onBucket(bucket);
                DynamoDbClient reader = fresh.client()) {
            campaign.begin(List.of(victim.clientWithoutRetries(), other));
            campaign.awaitLoaded(new SplittableRandom(seed).nextInt(8_000, 13_000));
            victim.kill();
            campaign.moveTo(other);
            campaign.finish();
            // The survivor has a cache; the other process has read nothing yet.
            campaign.check(other);
            campaign.check(reader);
        }
    }
}
