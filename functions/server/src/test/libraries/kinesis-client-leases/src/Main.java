import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.kinesis.common.DdbTableConfig;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.UpdateField;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseRefresher;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.dynamodb.TableCreatorCallback;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// The lease table of the Amazon Kinesis client, without a stream: workers make leases, take them
/// from each other, renew and give them up. Ends with an exception at the first wrong answer.
public final class Main {
    private static final int SHARDS = 40;
    private static final int RIVALS = 8;
    private static final Duration BECOMES_WITHIN = Duration.ofSeconds(20);

    private final DynamoDBLeaseRefresher leases;
    private final ExecutorService threads;

    private Main(DynamoDBLeaseRefresher leases, ExecutorService threads) {
        this.leases = leases;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws Exception {
        // Region, keys and endpoint come from the environment.
        try (DynamoDbAsyncClient client = DynamoDbAsyncClient.create();
                ExecutorService threads = Executors.newFixedThreadPool(RIVALS)) {
            Main program = new Main(refresher(client), threads);
            program.tables(refresher(client));
            program.makes();
            program.races();
            program.checkpoints();
            program.workers();
            program.ends();
        }
    }

    private static DynamoDBLeaseRefresher refresher(DynamoDbAsyncClient client) {
        DdbTableConfig table =
                new DdbTableConfig()
                        .tableName("kinesis-leases")
                        .billingMode(BillingMode.PAY_PER_REQUEST);
        return new DynamoDBLeaseRefresher(
                table.tableName(),
                client,
                new DynamoDBLeaseSerializer(),
                true,
                TableCreatorCallback.NOOP_TABLE_CREATOR_CALLBACK,
                Duration.ofSeconds(30),
                table,
                true,
                false,
                List.of());
    }

    private static void equal(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }

    private static String shard(int number) {
        return "shardId-%012d".formatted(number);
    }

    private static Lease lease(int number) {
        Lease lease = new Lease();
        lease.leaseKey(shard(number));
        lease.leaseCounter(0L);
        lease.checkpoint(ExtendedSequenceNumber.TRIM_HORIZON);
        lease.ownerSwitchesSinceCheckpoint(0L);
        lease.parentShardIds(number > 1 ? Set.of(shard(number / 2)) : Set.of());
        return lease;
    }

    private void tables(DynamoDBLeaseRefresher second) throws Exception {
        equal(leases.leaseTableExists(), false);
        equal(leases.createLeaseTableIfNotExists(), true);
        equal(leases.waitUntilLeaseTableExists(1, 60), true);
        equal(second.createLeaseTableIfNotExists(), false);
        equal(leases.isLeaseTableEmpty(), true);
        // The index of owners is added to a table that is there, and made once.
        leases.createLeaseOwnerToLeaseKeyIndexIfNotExists();
        equal(leases.waitUntilLeaseOwnerToLeaseKeyIndexExists(1, 60), true);
        leases.createLeaseOwnerToLeaseKeyIndexIfNotExists();
        equal(leases.isLeaseOwnerToLeaseKeyIndexActive(), true);
    }

    private void makes() throws Exception {
        for (int i = 0; i < SHARDS; i++) {
            equal(leases.createLeaseIfNotExists(lease(i)), true);
        }
        equal(leases.createLeaseIfNotExists(lease(7)), false);
        equal(leases.isLeaseTableEmpty(), false);
        Lease got = leases.getLease(shard(7));
        equal(got.leaseKey(), shard(7));
        equal(got.leaseOwner(), null);
        equal(got.parentShardIds(), Set.of(shard(3)));
        equal(got.checkpoint(), ExtendedSequenceNumber.TRIM_HORIZON);
        equal(leases.getLease(shard(SHARDS)), null);
        equal(keys(leases.listLeases()), all());
        List<Lease> parallel = leases.listLeasesParallely(threads, 4).getKey();
        equal(parallel.size(), SHARDS);
        equal(keys(parallel), all());
    }

    private static TreeSet<String> keys(List<Lease> found) {
        return found.stream().map(Lease::leaseKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> all() {
        TreeSet<String> keys = new TreeSet<>();
        for (int i = 0; i < SHARDS; i++) {
            keys.add(shard(i));
        }
        return keys;
    }

    /// Of workers who saw the same lease one takes it; who renews on an old counter loses it.
    private void races() throws Exception {
        for (int i = 0; i < SHARDS; i++) {
            Lease seen = leases.getLease(shard(i));
            List<Callable<Boolean>> rivals = new ArrayList<>();
            for (int rival = 0; rival < RIVALS; rival++) {
                Lease own = seen.copy();
                String worker = "worker-" + rival;
                rivals.add(() -> leases.takeLease(own, worker));
            }
            List<String> winners = new ArrayList<>();
            List<Future<Boolean>> outcomes = threads.invokeAll(rivals);
            for (int rival = 0; rival < RIVALS; rival++) {
                if (outcomes.get(rival).get()) {
                    winners.add("worker-" + rival);
                }
            }
            equal(winners.size(), 1);
            Lease taken = leases.getLease(shard(i));
            equal(taken.leaseOwner(), winners.getFirst());
            equal(taken.leaseCounter(), 1L);
        }
        Lease mine = leases.getLease(shard(0));
        Lease stale = mine.copy();
        equal(leases.renewLease(mine), true);
        equal(leases.renewLease(mine), true);
        equal(mine.leaseCounter(), 3L);
        // One renewal behind, the library would take the other's renewal for its own, sent twice.
        equal(leases.renewLease(stale), false);
        equal(leases.takeLease(mine, "worker-x"), true);
        equal(mine.leaseOwner(), "worker-x");
        equal(leases.renewLease(mine), true);
        equal(leases.evictLease(mine), true);
        equal(leases.getLease(shard(0)).leaseOwner(), null);
        equal(leases.evictLease(stale), false);
    }

    private void checkpoints() throws Exception {
        Lease mine = leases.getLease(shard(1));
        Lease stale = mine.copy();
        mine.checkpoint(new ExtendedSequenceNumber("49590338271490256608559692538361571", 3L));
        mine.pendingCheckpoint(new ExtendedSequenceNumber("49590338271490256608559692538361572"));
        mine.pendingCheckpointState(new byte[] {1, 2, 3});
        equal(leases.updateLease(mine), true);
        stale.checkpoint(ExtendedSequenceNumber.LATEST);
        equal(leases.updateLease(stale), false);
        equal(leases.getCheckpoint(shard(1)), mine.checkpoint());
        Lease got = leases.getLease(shard(1));
        equal(got.pendingCheckpoint(), mine.pendingCheckpoint());
        equal(
                List.of(got.pendingCheckpointState()[0], got.pendingCheckpointState()[2]),
                List.of((byte) 1, (byte) 3));

        got.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(range()));
        got.childShardIds(List.of(shard(2), shard(3)));
        leases.updateLeaseWithMetaInfo(got, UpdateField.HASH_KEY_RANGE);
        leases.updateLeaseWithMetaInfo(got, UpdateField.CHILD_SHARDS);
        Lease ranged = leases.getLease(shard(1));
        equal(
                ranged.hashKeyRangeForLease().endingHashKey(),
                BigInteger.TWO.pow(128).subtract(BigInteger.ONE));
        equal(ranged.childShardIds(), Set.of(shard(2), shard(3)));
    }

    private static HashKeyRange range() {
        return HashKeyRange.builder()
                .startingHashKey("0")
                .endingHashKey(BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString())
                .build();
    }

    private void workers() throws Exception {
        for (int i = 10; i < 20; i++) {
            equal(leases.assignLease(leases.getLease(shard(i)), "worker-y"), true);
        }
        owns("worker-y", new TreeSet<>(all().subSet(shard(10), shard(20))));
        owns("worker-x", new TreeSet<>());

        Lease handed = leases.getLease(shard(12));
        equal(leases.initiateGracefulLeaseHandoff(handed, "worker-z"), true);
        Lease got = leases.getLease(shard(12));
        equal(got.leaseOwner() + " " + got.checkpointOwner(), "worker-z worker-y");
    }

    /// The index of owners follows the leases, so it is asked again for a bounded time.
    private void owns(String worker, TreeSet<String> expected) throws Exception {
        Instant end = Instant.now().plus(BECOMES_WITHIN);
        TreeSet<String> found = new TreeSet<>(leases.listLeaseKeysForWorker(worker));
        while (!found.equals(expected) && Instant.now().isBefore(end)) {
            Thread.sleep(20);
            found = new TreeSet<>(leases.listLeaseKeysForWorker(worker));
        }
        equal(found, expected);
    }

    private void ends() throws Exception {
        leases.deleteLease(leases.getLease(shard(5)));
        equal(leases.getLease(shard(5)), null);
        equal(leases.listLeases().size(), SHARDS - 1);
        leases.deleteAll();
        equal(leases.isLeaseTableEmpty(), true);
    }
}
