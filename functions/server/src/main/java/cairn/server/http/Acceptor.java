package cairn.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits the number of accepted connections. It accepts no further ones while idle connections
/// close to make room. Used by the event loop that listens.
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose write fails
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE_MILLIS = 20;
    private static final long FAILURE_PAUSE_MILLIS = 500;

    private final Connections all;
    private final AtomicInteger count = new AtomicInteger();

    Acceptor(Connections all) {
        this.all = all;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel client = (Channel) message;
        if (!all.hasRoomBeside(count.get())) {
            client.unsafe().closeForcibly();
            return;
        }
        int now = count.incrementAndGet();
        client.closeFuture().addListener(closed -> count.decrementAndGet());
        ctx.fireChannelRead(client);
        if (all.isOver(now)) {
            pause(ctx, PAUSE_MILLIS);
        }
    }

    private static void pause(ChannelHandlerContext ctx, long millis) {
        if (ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(false);
            ctx.executor()
                    .schedule(
                            () -> ctx.channel().config().setAutoRead(true),
                            millis,
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn("can't accept a connection: {}", String.valueOf(cause.getMessage()));
        pause(ctx, FAILURE_PAUSE_MILLIS);
    }
}
