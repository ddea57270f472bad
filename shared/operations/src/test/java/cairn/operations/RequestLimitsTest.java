package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.access.OpenAccess;
import cairn.operations.http.ByteBudget;
import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.RequestMemory;
import cairn.operations.http.WebPolicy;
import cairn.operations.request.TableAccess;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/// The limits of requests: long bodies, dense bodies, long answers, many at once.
final class RequestLimitsTest {
    private static final int ITEMS = 10;
    private static final int ITEM_BYTES = 300_000;

    private final SystemEnvironment environment =
            new SystemEnvironment(
                    (name, e) -> {
                        throw new AssertionError(name, e);
                    });
    private final ByteBudget parsed = new ByteBudget(8 << 20);
    private final ByteBudget answers = new ByteBudget(20 << 20);
    private final Exchange exchange = exchange(Duration.ofMinutes(5));

    private Exchange exchange(Duration patience) {
        Engine engine =
                Engine.shared(
                        environment, new MemoryStore(Instant::now), Tuning.DEFAULT, Rules.ALL);
        Api api =
                new Api(
                        new TableAccess(
                                new Tables(engine),
                                environment,
                                new TableAccess.Configuration("us-east-1", "000000000000", 2)),
                        e -> {
                            throw new AssertionError(e);
                        });
        return new Exchange(
                api,
                new OpenAccess(),
                environment,
                new Exchange.Surroundings(
                        "us-east-1",
                        environment::randomBits,
                        WebPolicy.anyone(),
                        new RequestMemory.Budgets(parsed, answers, patience)));
    }

    private static Draft draft(String operation, byte[] body) {
        Draft draft = new Draft(operation, "{}", "any", "any", 0);
        draft.body = body;
        return draft.set("Authorization", "any");
    }

    private HttpAnswer send(String operation, String body) {
        byte[] sent = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return exchange.answer(draft(operation, sent).question()).join();
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aBodyPackedMoreDenselyThanRequestsAreIsRefused() {
        byte[] bomb = zipped(ascii("{\"TableName\":[" + "{},".repeat(5_000_000) + "{}]}"));
        assertThat(bomb).hasSizeLessThan(24 << 10);
        HttpAnswer answer =
                exchange.answer(draft("PutItem", bomb).set("Content-Encoding", "gzip").question())
                        .join();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEmpty();
    }

    /// The JDK reads each further gzip member recursively.
    @Test
    void aBodyOfManyEmptyMembersIsRefused() throws IOException {
        byte[] member = zipped(new byte[0]);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            members.write(member);
        }
        members.write(zipped(ascii("{}")));
        HttpAnswer answer =
                exchange.answer(
                                draft("ListTables", members.toByteArray())
                                        .set("Content-Encoding", "gzip")
                                        .question())
                        .join();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("The body is not gzip");
    }

    @Test
    void aDenseBodyThatIsSmallIsServed() {
        byte[] body = zipped(ascii("{\"TableName\":\"" + "x".repeat(900_000) + "\"}"));
        HttpAnswer answer =
                exchange.answer(
                                draft("DescribeTable", body)
                                        .set("Content-Encoding", "gzip")
                                        .question())
                        .join();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("ValidationException");
    }

    /// The parsed body would need a hundred times its length.
    @Test
    void manySmallValuesAreRefusedWhereMemoryCanNeverHoldThem() {
        HttpAnswer answer = send("PutItem", "{'Item':[" + "{},".repeat(300_000) + "{}]}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(parsed.heldBytes()).isZero();
    }

    @Test
    void aLongBodyOfACallerWhoIsRefusedIsNotParsed() {
        Draft unsigned = draft("PutItem", ascii("[".repeat(100_000)));
        unsigned.remove("Authorization");
        assertThat(text(exchange.answer(unsigned.question()).join()))
                .contains("MissingAuthenticationTokenException");
        unsigned.body = ascii("[".repeat(1000));
        assertThat(text(exchange.answer(unsigned.question()).join()))
                .contains("SerializationException");
    }

    @Test
    void theHeadAloneSaysHowMuchIsRead() {
        Draft unsigned = draft("PutItem", new byte[0]);
        assertThat(exchange.admit(unsigned.question(), 1 << 20).bytesMax()).isEqualTo(16 << 20);
        unsigned.remove("Authorization");
        Exchange.Admission stranger = exchange.admit(unsigned.question(), 1 << 20);
        assertThat(stranger.bytesMax()).isEqualTo(64 << 10);
        assertThat(text(stranger.answer().get())).contains("MissingAuthenticationTokenException");
    }

    private void fillTable() {
        assertThat(
                        send(
                                        "CreateTable",
                                        """
                                        {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
                                         'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],
                                         'AttributeDefinitions':
                                             [{'AttributeName':'p','AttributeType':'S'}]}
                                        """)
                                .status())
                .isEqualTo(200);
        for (int i = 0; i < ITEMS; i++) {
            String item =
                    "{'TableName':'Things','Item':{'p':{'S':'%d'},'v':{'S':'%s'}}}"
                            .formatted(i, "v".repeat(ITEM_BYTES));
            assertThat(send("PutItem", item).status()).isEqualTo(200);
        }
    }

    /// Ten answers of 3 MB, of which only one or two fit in memory at once. All must be complete.
    @Test
    void longAnswersWaitForEachOther() {
        fillTable();
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            keys.append(i == 0 ? "" : ",").append("{'p':{'S':'%d'}}".formatted(i));
        }
        byte[] body =
                ascii(
                        "{'RequestItems':{'Things':{'Keys':[%s]}}}"
                                .formatted(keys)
                                .replace('\'', '"'));
        List<CompletableFuture<HttpAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(
                    exchange.answer(draft("BatchGetItem", body).question())
                            .thenApply(
                                    answer -> {
                                        answer.sent().run();
                                        return answer;
                                    }));
        }
        for (CompletableFuture<HttpAnswer> one : all) {
            HttpAnswer answer = one.join();
            assertThat(answer.status()).as(text(answer).substring(0, 100)).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(ITEMS * ITEM_BYTES);
        }
        assertThat(answers.heldBytes()).isZero();
        assertThat(parsed.heldBytes()).isZero();
    }

    @Test
    void whoWaitsTooLongIsThrottled() {
        Exchange hasty = exchange(Duration.ofMillis(1));
        try (ByteBudget.Share all = parsed.ifFree(parsed.bytesMax()).orElseThrow()) {
            assertThat(all).isNotNull();
            byte[] large = ascii("{\"x\":\"" + "x".repeat(100_000) + "\"}");
            HttpAnswer answer = hasty.answer(draft("ListTables", large).question()).join();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(text(answer)).contains("availability#ThrottlingException");
            // A small request does not wait for a large one.
            byte[] small = ascii("{}");
            assertThat(hasty.answer(draft("ListTables", small).question()).join().status())
                    .isEqualTo(200);
        }
        assertThat(hasty.answer(draft("ListTables", ascii("{}")).question()).join().status())
                .isEqualTo(200);
    }
}
