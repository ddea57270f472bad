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

/// All connections of the server, and what they share: limits, the memory for bodies, and the end.
/// Thread-safe.
///
/// There are never more than a limit that leaves file descriptors for the store's files: beyond it
/// the connection that has been idle longest makes room for a new one, and if all are busy the new
/// one is closed.
public final class Connections implements NettyServerCustomizer {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /// Below this the limit does not matter.
    private static final int ALWAYS = 32;

    private final Exchange exchange;
    private final Patience patience;
    private final ByteBudget bodies;
    private final IntSupplier most;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile @Nullable Channel listening;
    private volatile boolean draining;

    /// @param bodies memory for bodies that are being read or wait to be handled
    /// @param most how many connections there may be; asked once there are some
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

    /// Waits for memory for a body, up to the patience for that.
    ///
    /// @param then called on `loop` with the memory, or null if none became free
    void reserve(int bytes, EventExecutor loop, Consumer<ByteBudget.@Nullable Share> then) {
        CompletableFuture<ByteBudget.Share> granted = bodies.reserve(bytes);
        long millis = patience.room().toMillis();
        var _ = loop.schedule(() -> granted.cancel(false), millis, TimeUnit.MILLISECONDS);
        var _ = granted.whenComplete((share, none) -> loop.execute(() -> then.accept(share)));
    }

    /// Whether a connection may be added to so many others. Beyond the limit one of them is closed
    /// for it, if any is idle.
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

    /// Whether there are more than there may be, for connections that make room take a moment.
    boolean isOver(int count) {
        return count > ALWAYS && count > most.getAsInt();
    }

    /// Notes a new connection.
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

    /// Whether no connection is to be kept for another request.
    boolean draining() {
        return draining;
    }

    /// Closes the connections whose client let too much time pass. To be run now and then.
    public void sweep() {
        long now = System.nanoTime();
        open.forEach(connection -> connection.closeIfLate(now));
    }

    /// Takes no more connections, answers what has come, and closes each connection then. Returns
    /// when all are closed or the time is out.
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
