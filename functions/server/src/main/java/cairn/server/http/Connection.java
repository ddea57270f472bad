package cairn.server.http;

import cairn.operations.http.ByteBudget;
import cairn.operations.http.Exchange.Admission;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One client's connection, between the codec and the framework. It reads a request, passes it on
/// whole, sends its answer, and only then reads the next request. Used by its event loop, except
/// for methods marked thread-safe.
///
/// It reads from the socket only while it needs more, so TCP slows down a client that sends ahead.
/// When a client closes its connection, or its half of it, its request ends. A request that is
/// refused before its body has arrived is answered at once. Then the connection discards further
/// input for a while, because a client that finds its connection reset never sees the answer.
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose write fails
final class Connection extends ChannelDuplexHandler {
    /// Messages that the codec may have read ahead from one piece of input.
    private static final int AHEAD_MAX = 256;

    /// The time for a request already on its way before an idle connection is closed.
    private static final long DRAIN_GRACE_MILLIS = 100;

    /// The time in which a client must close a connection after its last answer.
    private static final Duration LINGER = Duration.ofSeconds(1);

    private enum State {
        /// Waits for a request.
        IDLE,
        /// Waits for memory for a body.
        HELD,
        /// Reads a body.
        READING,
        /// Waits for the answer.
        ANSWERING,
        /// Sends the answer.
        SENDING,
        /// Has sent its last answer and discards input.
        ENDING
    }

    private final Connections all;
    private final Lateness late;
    private final ArrayDeque<HttpObject> ahead = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private volatile State state = State.IDLE;
    private volatile boolean leaving;
    private volatile long idleNanos = System.nanoTime();
    private boolean keptAlive = true;
    private boolean unread;
    private boolean http10;
    private boolean pumping;
    private @Nullable Incoming incoming;
    private @Nullable Received received;
    private @Nullable Outgoing outgoing;

    Connection(Connections all) {
        this.all = all;
        this.late = new Lateness(all.patience());
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("no connection");
        }
        return known;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        idle();
        if (!all.opened(this)) {
            added.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        all.closed(this);
        release();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        all.closed(this);
        release();
    }

    private void release() {
        for (HttpObject message = ahead.poll(); message != null; message = ahead.poll()) {
            ReferenceCountUtil.release(message);
        }
        if (incoming != null) {
            incoming.close();
            incoming = null;
        }
        if (outgoing != null) {
            outgoing.close();
            outgoing = null;
        }
        if (received != null) {
            received.abandoned();
            received = null;
        }
    }

    // Ignores reads that the framework requests: this class reads when it needs more.
    @Override
    public void read(ChannelHandlerContext ctx) {}

    // While a request is being answered, one more read is pending, so that the connection detects a
    // client that closes.
    private void readMore() {
        if (!isBusy() || (state == State.ANSWERING && ahead.isEmpty())) {
            context().read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ahead.add((HttpObject) message);
        pump();
        if (ahead.size() > AHEAD_MAX) {
            ctx.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readMore();
    }

    // An answer may be sent before the call that requested it returns, and then calls this again.
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!ahead.isEmpty() && !isBusy()) {
                take(ahead.remove());
            }
        } finally {
            pumping = false;
        }
    }

    /// Whether it takes no further message for now.
    private boolean isBusy() {
        return state == State.HELD || state == State.ANSWERING || state == State.SENDING;
    }

    private void take(HttpObject message) {
        try {
            if (state == State.IDLE && message instanceof HttpRequest request) {
                begin(request);
            }
            Incoming reading = incoming;
            if (state == State.READING && reading != null && message instanceof HttpContent part) {
                if (hasRoom(reading, part)) {
                    take(reading, part);
                } else {
                    ahead.addFirst(ReferenceCountUtil.retain(message));
                }
            } else if (state == State.ENDING && message instanceof LastHttpContent) {
                end();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keptAlive = HttpUtil.isKeepAlive(request);
        Optional<HttpAnswer> unsound = Incoming.unsound(request, all.exchange());
        if (unsound.isPresent()) {
            refuse(unsound.get());
            return;
        }
        Channel channel = context().channel();
        HttpQuestion head = Incoming.head(request, () -> !channel.isActive());
        long length = Incoming.length(request);
        Admission admission = all.exchange().admit(head, length);
        boolean known = !HttpUtil.isTransferEncodingChunked(request);
        if (known && length > admission.bytesMax()) {
            refuse(admission.answer().get());
            return;
        }
        int bytes = (int) Math.min(length, admission.bytesMax());
        incoming = new Incoming(head, bytes, admission, all.bodies().nothing());
        set(State.READING);
        late.receives();
        if (HttpUtil.is100ContinueExpected(request)) {
            context()
                    .writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    /// Reserves memory for a part of a body, now or later.
    ///
    /// @return whether the memory is reserved now; if not, the part is taken once it is
    private boolean hasRoom(Incoming reading, HttpContent part) {
        int wanted = reading.wants(part.content());
        if (wanted == 0) {
            return true;
        }
        Optional<ByteBudget.Share> free = all.bodies().ifFree(wanted);
        if (free.isPresent()) {
            reading.gets(free.get(), wanted);
            return true;
        }
        set(State.HELD);
        all.reserve(wanted, context().executor(), share -> held(reading, wanted, share));
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // the same request that reserved the memory
    private void held(Incoming reading, int wanted, ByteBudget.@Nullable Share share) {
        boolean goesOn = state == State.HELD && incoming == reading;
        if (share == null) {
            if (goesOn) {
                incoming = null;
                reading.close();
                refuse(all.exchange().throttled(reading.head()));
            }
        } else if (goesOn && context().channel().isActive()) {
            reading.gets(share, wanted);
            set(State.READING);
            late.receives();
        } else {
            share.close();
        }
        if (goesOn) {
            pump();
            readMore();
        }
    }

    private void take(Incoming reading, HttpContent part) {
        int bytes = part.content().readableBytes();
        if (!reading.takes(part.content())) {
            incoming = null;
            reading.close();
            refuse(reading.admission().answer().get());
            return;
        }
        if (!(part instanceof LastHttpContent)) {
            late.received(bytes);
            return;
        }
        incoming = null;
        set(State.ANSWERING);
        if (reading.admission().decided()) {
            reading.close();
            send(reading.admission().answer().get());
            return;
        }
        Received whole = new Received(reading.question(), reading.share());
        received = whole;
        context().fireChannelRead(whole);
        context().fireChannelReadComplete();
    }

    /// Answers before the request is read; this is the connection's last answer.
    private void refuse(HttpAnswer answer) {
        keptAlive = false;
        unread = true;
        set(State.ANSWERING);
        send(answer);
    }

    private void send(HttpAnswer answer) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach(response.headers()::set);
        send(response, context().newPromise());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && state == State.ANSWERING) {
            send(response, promise);
        } else {
            // Nothing else is written: each request has one answer.
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IllegalStateException("no answer is due"));
            ctx.close();
        }
    }

    private void send(FullHttpResponse response, ChannelPromise promise) {
        boolean last = !keptAlive || all.draining();
        keptAlive = !last;
        Framing.complete(response, last, http10);
        int bytes = response.content().readableBytes();
        set(State.SENDING);
        Outgoing sending = new Outgoing(context(), response, late::sent, this::sent);
        outgoing = sending;
        promise.trySuccess();
        sending.more();
        if (outgoing == sending) {
            late.sends(bytes);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (outgoing != null) {
            outgoing.more();
        }
    }

    private void sent() {
        Outgoing done = outgoing;
        outgoing = null;
        if (done != null) {
            done.close();
        }
        if (received != null) {
            received.finished();
            received = null;
        }
        if (keptAlive && !all.draining()) {
            idle();
            pump();
            readMore();
        } else {
            linger();
        }
    }

    private void idle() {
        set(State.IDLE);
        idleNanos = System.nanoTime();
        late.after(all.patience().idle());
    }

    /// Closes the sending side and discards further input.
    private void linger() {
        Duration stall = all.patience().stall();
        set(State.ENDING);
        late.after(unread || stall.compareTo(LINGER) < 0 ? stall : LINGER);
        pump();
        if (context().channel() instanceof SocketChannel socket) {
            socket.shutdownOutput();
        }
        readMore();
    }

    private void end() {
        context().close();
    }

    /// Enters a state in which the client is never late; callers set a time where the client must
    /// act.
    private void set(State next) {
        state = next;
        late.never();
    }

    /// Whether it waits for a request. Thread-safe.
    boolean isIdle() {
        return state == State.IDLE && !leaving;
    }

    /// When it became idle. Thread-safe.
    long idleSinceNanos() {
        return idleNanos;
    }

    /// Closes it in favour of another connection, if it is still idle. Thread-safe.
    void makeRoom() {
        leaving = true;
        onLoop(
                () -> {
                    if (state == State.IDLE) {
                        end();
                    }
                    leaving = false;
                });
    }

    /// Closes it if its client is late. Thread-safe.
    void closeIfLate(long nowNanos) {
        boolean pressed =
                state == State.SENDING
                        ? all.exchange().answersArePressed()
                        : all.bodies().isPressed();
        if (late.is(nowNanos, pressed)) {
            onLoop(
                    () -> {
                        if (late.is(nowNanos, pressed)) {
                            end();
                        }
                    });
        }
    }

    /// Closes it after the current request, or after one that arrives at once. Thread-safe.
    void drain() {
        onLoop(
                () -> {
                    if (state == State.IDLE) {
                        context()
                                .executor()
                                .schedule(
                                        this::makeRoom, DRAIN_GRACE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                });
    }

    private void onLoop(Runnable task) {
        ChannelHandlerContext known = context;
        if (known != null) {
            known.executor().execute(task);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The client has closed the connection, or sent bytes that are not HTTP after a request.
        ctx.close();
    }
}
