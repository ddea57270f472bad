package cairn.server.http;

import cairn.operations.http.ByteBudget;
import cairn.operations.http.Exchange;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// All connections of the server, and what they share: limits, the memory for bodies, and the
/// shutdown. Thread-safe.
///
/// Their number has a limit that leaves file descriptors for the store's files. Beyond it, the
/// connection that has been idle longest is closed for a new one. If all are busy, the new one is
/// closed.
public final class Connections implements NettyServerCustomizer {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /// Up to this number of connections the limit is ignored.
    private static final int ALWAYS = 32;

    private final Exchange exchange;
    private final Patience patience;
    private final ByteBudget bodies;
    private final IntSupplier most;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile @Nullable Channel listening;
    private volatile boolean draining;

    /// @param bodies memory for bodies that are read or wait to be handled
    /// @param most the largest number of connections; called once some exist
    public Connections(Exchange exchange, Patience patience, ByteBudget bodies, IntSupplier most) {
        this.exchange = exchange;
        this.patience = patience;
        this.bodies = bodies;
        this.most = most;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        if (role == ChannelRole.LISTENER) {
            listening = channel;
            channel.pipeline().addFirst(new Acceptor(this));
            return this;
        }
        return new NettyServerCustomizer() {
            @Override
            public void onStreamPipelineBuilt() {
                channel.pipeline()
                        .addAfter(
                                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                                "cairn",
                                new Connection(Connections.this));
            }
        };
    }

    Exchange exchange() {
        return exchange;
    }

    Patience patience() {
        return patience;
    }

    ByteBudget bodies() {
        return bodies;
    }

    /// Waits for memory for a body, up to the limit of [Patience#room].
    ///
    /// @param then called on `loop` with the memory, or null if none became free
    void reserve(int bytes, EventExecutor loop, Consumer<ByteBudget.@Nullable Share> then) {
        CompletableFuture<ByteBudget.Share> granted = bodies.reserve(bytes);
        long millis = patience.room().toMillis();
        var _ = loop.schedule(() -> granted.cancel(false), millis, TimeUnit.MILLISECONDS);
        var _ = granted.whenComplete((share, none) -> loop.execute(() -> then.accept(share)));
    }

    /// Whether a connection may be added to so many others. Beyond the limit an idle one, if there
    /// is one, is closed for it.
    boolean hasRoomBeside(int others) {
        if (others < ALWAYS || others < most.getAsInt()) {
            return true;
        }
        Optional<Connection> idle =
                open.stream()
                        .filter(Connection::isIdle)
                        .min(Comparator.comparingLong(Connection::idleSinceNanos));
        idle.ifPresent(Connection::makeRoom);
        return idle.isPresent();
    }

    /// Whether the limit is exceeded, which happens while idle connections close.
    boolean isOver(int count) {
        return count > ALWAYS && count > most.getAsInt();
    }

    /// Adds a new connection.
    ///
    /// @return whether it may stay
    boolean opened(Connection connection) {
        open.add(connection);
        return !draining;
    }

    void closed(Connection connection) {
        open.remove(connection);
        if (draining && open.isEmpty()) {
            drained.countDown();
        }
    }

    /// Whether each connection must close after its current request.
    boolean draining() {
        return draining;
    }

    /// Closes the connections with late clients. To be run periodically.
    public void sweep() {
        long now = System.nanoTime();
        open.forEach(connection -> connection.closeIfLate(now));
    }

    /// Accepts no more connections, answers received requests, and then closes each connection.
    /// Returns when all are closed or the time limit is reached.
    public void drain() throws InterruptedException {
        Channel listener = listening;
        if (listener != null) {
            listener.close().await();
        }
        draining = true;
        open.forEach(Connection::drain);
        if (open.isEmpty()) {
            drained.countDown();
        }
        Duration limit = patience.drain();
        if (!drained.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} requests were not answered within {}", open.size(), limit);
        }
    }
}
