package cairn.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One persistent HTTP connection. It supports only what the measured servers send: answers with a
/// Content-Length. Not thread-safe.
final class LoadConnection {
    private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int expected = -1;
    private long sentAt;

    LoadConnection(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    SocketChannel channel() {
        return channel;
    }

    long sentAt() {
        return sentAt;
    }

    /// Starts a request. [#flush] sends what the socket does not accept at once.
    void send(byte[] request) throws IOException {
        in.clear();
        expected = -1;
        out = ByteBuffer.wrap(request);
        sentAt = System.nanoTime();
        flush();
    }

    /// Continues to send; returns whether the whole request is sent.
    boolean flush() throws IOException {
        channel.write(out);
        return !out.hasRemaining();
    }

    /// Reads the available bytes.
    ///
    /// @return whether the answer is complete
    /// @throws IOException if the answer is not 200
    boolean receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (expected < 0) {
            int body = bodyStart();
            if (body < 0) {
                return false;
            }
            if (in.get(9) != '2') {
                throw new IOException(text(0, in.position()));
            }
            expected = body + contentLength(body);
            if (expected > in.capacity()) {
                ByteBuffer larger = ByteBuffer.allocate(expected);
                in.flip();
                in = larger.put(in);
            }
        }
        return in.position() >= expected;
    }

    private int bodyStart() {
        byte[] bytes = in.array();
        for (int i = 3; i < in.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int body) throws IOException {
        byte[] bytes = in.array();
        for (int i = 0; i < body - LENGTH.length; i++) {
            int j = 0;
            while (j < LENGTH.length && (bytes[i + j] | (j < 2 ? 0 : 0x20)) == LENGTH[j]) {
                j++;
            }
            if (j == LENGTH.length) {
                int length = 0;
                for (int k = i + j; bytes[k] >= '0' && bytes[k] <= '9'; k++) {
                    length = length * 10 + bytes[k] - '0';
                }
                return length;
            }
        }
        throw new IOException("no Content-Length: " + text(0, body));
    }

    private String text(int from, int to) {
        return new String(in.array(), from, to - from, StandardCharsets.UTF_8);
    }

    /// Sends on a blocking connection and waits for the answer.
    ///
    /// @return the body
    String call(byte[] request) throws IOException {
        send(request);
        while (!flush()) {
            Thread.onSpinWait();
        }
        while (!receive()) {
            Thread.onSpinWait();
        }
        return text(bodyStart(), expected);
    }
}
