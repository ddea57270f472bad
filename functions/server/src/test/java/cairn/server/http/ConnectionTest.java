package cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cairn.operations.Api;
import cairn.operations.access.OpenAccess;
import cairn.operations.http.Body;
import cairn.operations.http.ByteBudget;
import cairn.operations.http.Exchange;
import cairn.operations.request.TableAccess;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.table.Tables;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One connection on a channel without a socket.
final class ConnectionTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /// The number of reads that the connection requested.
    private int reads;

    private boolean answersAtOnce;

    /// The current depth of nested handling of requests; [#deepest] is the maximum.
    private int nested;

    private int deepest;
    private final ByteBudget bodies = new ByteBudget(2 * Body.BYTES_MAX);
    private final List<Received> requests = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(false, false);

    private static Exchange exchange() {
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new AssertionError(name, e);
                        });
        Engine engine =
                Engine.shared(
                        environment, new MemoryStore(Instant::now), Tuning.DEFAULT, Rules.ALL);
        TableAccess tables =
                new TableAccess(
                        new Tables(engine),
                        environment,
                        new TableAccess.Configuration("us-east-1", "000000000000", 1));
        Api api =
                new Api(
                        tables,
                        e -> {
                            throw new AssertionError(e);
                        });
        return new Exchange(api, new OpenAccess(), environment, "us-east-1", () -> 0);
    }

    /// Opens the connection, with a stand-in for the framework behind it.
    private void open() throws Exception {
        channel.pipeline()
                .addLast(
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void read(ChannelHandlerContext context) throws Exception {
                                reads++;
                                super.read(context);
                            }
                        },
                        new Connection(
                                new Connections(
                                        exchange(),
                                        new Patience(LONG, LONG, LONG, LONG),
                                        bodies,
                                        () -> 100)),
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object message) {
                                Received received = (Received) message;
                                requests.add(received);
                                if (answersAtOnce) {
                                    nested++;
                                    deepest = Math.max(deepest, nested);
                                    answer(received);
                                    nested--;
                                }
                            }
                        });
        channel.config().setAutoRead(false);
        channel.register();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void answer(Received received) {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.OK,
                        Unpooled.copiedBuffer(received.question().body()));
        assertThat(channel.pipeline().lastContext().writeAndFlush(answer).isSuccess()).isTrue();
    }

    private static HttpRequest head(int length) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers()
                .set("Content-Type", "application/x-amz-json-1.0")
                .set("Authorization", "AWS4-HMAC-SHA256 Credential=any")
                .set("X-Amz-Target", "DynamoDB_20120810.PutItem")
                .set("Content-Length", length);
        return head;
    }

    private static Object[] request(String body) {
        return new Object[] {
            head(body.length()), new DefaultLastHttpContent(Unpooled.copiedBuffer(body, US_ASCII))
        };
    }

    @Test
    void itSeesThatItsClientGoesWhileTheAnswerIsMade() throws Exception {
        open();
        channel.writeInbound(request("{}"));
        Received received = requests.getFirst();
        int before = reads;
        channel.pipeline().fireChannelReadComplete();
        // A socket reports its end only while a read is pending.
        assertThat(reads).isGreaterThan(before);
        assertThat(received.question().gone().getAsBoolean()).isFalse();
        channel.close().syncUninterruptibly();
        assertThat(received.question().gone().getAsBoolean()).isTrue();
    }

    private static DefaultHttpContent part(int bytes) {
        return new DefaultHttpContent(Unpooled.copiedBuffer("x".repeat(bytes), US_ASCII));
    }

    private static HttpRequest chunked() {
        HttpRequest head = head(0);
        head.headers().remove("Content-Length").set("Transfer-Encoding", "chunked");
        return head;
    }

    @Test
    void whoSendsNothingHoldsNothing() throws Exception {
        open();
        channel.writeInbound(head(60_000));
        assertThat(bodies.heldBytes()).isZero();
        channel.writeInbound(part(1));
        assertThat(bodies.heldBytes()).isEqualTo(60_000);
        channel.close().syncUninterruptibly();
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void muchIsReservedOnlyForWhoSendsMuch() throws Exception {
        open();
        channel.writeInbound(chunked(), part(1));
        assertThat(bodies.heldBytes()).isEqualTo(ByteBudget.SMALL_BYTES);
        channel.writeInbound(part(ByteBudget.SMALL_BYTES));
        assertThat(bodies.heldBytes()).isEqualTo(Body.BYTES_MAX);
        channel.writeInbound(new DefaultLastHttpContent());
        assertThat(requests.getFirst().question().body()).hasSize(ByteBudget.SMALL_BYTES + 1);
        answer(requests.getFirst());
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void aBodyGoesOnWhenThereIsRoom() throws Exception {
        open();
        ByteBudget.Share all = bodies.ifFree(2 * Body.BYTES_MAX).orElseThrow();
        channel.writeInbound(head(100_000), part(60_000), part(30_000));
        channel.writeInbound(
                new DefaultLastHttpContent(Unpooled.copiedBuffer("y".repeat(10_000), US_ASCII)));
        assertThat(requests).isEmpty();
        assertThat(bodies.isPressed()).isTrue();
        all.close();
        channel.runPendingTasks();
        assertThat(new String(requests.getFirst().question().body(), US_ASCII))
                .isEqualTo("x".repeat(90_000) + "y".repeat(10_000));
        assertThat(bodies.heldBytes()).isEqualTo(100_000);
    }

    @Test
    void aSmallRequestPassesLargeOnesThatWait() throws Exception {
        open();
        assertThat(bodies.ifFree(2 * Body.BYTES_MAX)).isPresent();
        assertThat(bodies.reserve(Body.BYTES_MAX)).isNotDone();
        channel.writeInbound(request("{}"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void itReadsNoMoreThanOnePieceAhead() throws Exception {
        open();
        channel.writeInbound(request("{}"));
        channel.writeInbound(request("{\"a\":1}"));
        int before = reads;
        channel.pipeline().fireChannelReadComplete();
        assertThat(reads).isEqualTo(before);
        answer(requests.getFirst());
        assertThat(requests).hasSize(2);
        assertThat(reads).isGreaterThan(before);
    }

    @Test
    void requestsSentAheadAreAnsweredInTheirOrder() throws Exception {
        open();
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.addAll(List.of(request("{\"n\":" + i + "}")));
        }
        channel.writeInbound(sent.toArray());
        answersAtOnce = true;
        answer(requests.getFirst());
        for (int i = 0; i < 100; i++) {
            FullHttpResponse answer = channel.readOutbound();
            assertThat(answer.content().toString(US_ASCII)).isEqualTo("{\"n\":" + i + "}");
            answer.release();
        }
        // A client must not control the depth of the server's stack.
        assertThat(deepest).isEqualTo(1);
    }
}
