package cairn.server.crash;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// One writer. It writes each of its items once, in batches. After each batch it writes single
/// items again and adds to counters; afterwards it continues with these until stopped. It records a
/// failed call as undecided and does not repeat it.
final class CrashLoad implements Runnable {
    static final String TABLE = "Goods";
    static final int COUNTERS = 64;
    private static final int BATCH = 25;

    private final Supplier<DynamoDbClient> client;
    private final CrashItems goods;
    private final Ledger items;
    private final Ledger counters;
    private final Part part;
    private final AtomicBoolean stopped;

    /// The share of the numbers that a writer has.
    ///
    /// @param singles how many single puts and increments follow each batch
    record Part(int index, int of, int singles) {}

    /// @param client the server that the writer uses at present
    CrashLoad(
            Supplier<DynamoDbClient> client,
            CrashItems goods,
            Ledger items,
            Ledger counters,
            Part part,
            AtomicBoolean stopped) {
        this.client = client;
        this.goods = goods;
        this.items = items;
        this.counters = counters;
        this.part = part;
        this.stopped = stopped;
    }

    @Override
    public void run() {
        SplittableRandom random = new SplittableRandom(part.index());
        List<Integer> mine = new ArrayList<>();
        for (int number = part.index(); number < items.size(); number += part.of()) {
            mine.add(number);
        }
        for (int from = 0; from < mine.size(); from += BATCH) {
            int to = Math.min(mine.size(), from + BATCH);
            writeBatch(mine.subList(from, to));
            single(mine.subList(0, to), random);
        }
        while (!stopped.get()) {
            single(mine, random);
        }
    }

    private void single(List<Integer> numbers, SplittableRandom random) {
        for (int i = 0; i < part.singles(); i++) {
            put(numbers.get(random.nextInt(numbers.size())));
            count(random.nextInt(COUNTERS / part.of()) * part.of() + part.index());
        }
    }

    /// Writes new items until all of them are acknowledged. Putting an item again is harmless.
    private void writeBatch(List<Integer> numbers) {
        List<Integer> left = numbers;
        while (!left.isEmpty()) {
            List<Integer> batch = left;
            List<WriteRequest> puts =
                    batch.stream().map(n -> put(goods.item(n, items.trying(n)))).toList();
            try {
                BatchWriteItemResponse answer =
                        client.get().batchWriteItem(b -> b.requestItems(Map.of(TABLE, puts)));
                List<WriteRequest> undone =
                        answer.unprocessedItems().getOrDefault(TABLE, List.of());
                List<Integer> again = new ArrayList<>();
                for (int i = 0; i < puts.size(); i++) {
                    if (undone.contains(puts.get(i))) {
                        again.add(batch.get(i));
                    } else {
                        items.acknowledged(batch.get(i), items.tries(batch.get(i)));
                    }
                }
                left = again;
            } catch (SdkException e) {
                batch.forEach(number -> items.undecided(number, e));
                pause();
            }
        }
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
    }

    private void put(int number) {
        int attempt = items.trying(number);
        try {
            client.get().putItem(p -> p.tableName(TABLE).item(goods.item(number, attempt)));
            items.acknowledged(number, attempt);
        } catch (SdkException e) {
            items.undecided(number, e);
            pause();
        }
    }

    private void count(int counter) {
        counters.trying(counter);
        try {
            client.get()
                    .updateItem(
                            u ->
                                    u.tableName(TABLE)
                                            .key(counterKey(counter))
                                            .updateExpression("ADD #c :one")
                                            .expressionAttributeNames(Map.of("#c", "count"))
                                            .expressionAttributeValues(
                                                    Map.of(":one", AttributeValue.fromN("1"))));
            counters.acknowledgedOneMore(counter);
        } catch (SdkException e) {
            counters.undecided(counter, e);
            pause();
        }
    }

    static Map<String, AttributeValue> counterKey(int counter) {
        return Map.of(
                "group",
                AttributeValue.fromS("counter"),
                "id",
                AttributeValue.fromN(Integer.toString(counter)));
    }

    /// Gives a server that does not answer time to return.
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
