package cairn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.util.concurrent.Future;

/// An answer that is sent in parts, as fast as the client receives them. Netty copies its input
/// into direct memory at once, so a long body is written part by part. Used by one event loop.
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose write fails
final class Outgoing implements AutoCloseable {
    private static final int PART_BYTES = 64 << 10;

    private final ChannelHandlerContext context;
    private final FullHttpResponse response;
    private final Runnable moved;
    private final Runnable sent;
    private boolean begun;
    private boolean done;

    /// @param moved run when a part is sent
    /// @param sent run when the whole answer is sent
    Outgoing(
            ChannelHandlerContext context,
            FullHttpResponse response,
            Runnable moved,
            Runnable sent) {
        this.context = context;
        this.response = response;
        this.moved = moved;
        this.sent = sent;
    }

    /// Writes as much as the connection accepts now.
    void more() {
        ByteBuf body = response.content();
        while (!done && (!begun || context.channel().isWritable())) {
            if (!begun) {
                begun = true;
                if (body.readableBytes() <= PART_BYTES) {
                    done = true;
                    finish(context.writeAndFlush(response.retain()));
                    return;
                }
                context.write(
                        new DefaultHttpResponse(
                                response.protocolVersion(), response.status(), response.headers()));
            }
            int bytes = Math.min(PART_BYTES, body.readableBytes());
            ByteBuf part = body.readRetainedSlice(bytes);
            if (body.isReadable()) {
                context.writeAndFlush(new DefaultHttpContent(part))
                        .addListener(future -> moved.run());
            } else {
                done = true;
                finish(context.writeAndFlush(new DefaultLastHttpContent(part)));
            }
        }
    }

    private void finish(Future<? super Void> written) {
        if (!written.isDone()) {
            written.addListener(this::finish);
        } else if (written.isSuccess()) {
            sent.run();
        } else {
            context.close();
        }
    }

    @Override
    public void close() {
        response.release();
    }
}
