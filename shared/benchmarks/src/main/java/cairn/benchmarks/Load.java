package cairn.benchmarks;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/// Keeps a number of connections busy from one thread, each with one request at a time.
final class Load {
    /// The measurements of one run.
    ///
    /// @param cpuMicros CPU time of the server per request
    record Result(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

    private final Server server;
    private final int connections;
    private final Supplier<byte[]> requests;

    /// @param requests makes the next request just before it is sent
    Load(Server server, int connections, Supplier<byte[]> requests) {
        this.server = server;
        this.connections = connections;
        this.requests = requests;
    }

    /// Warms up, then measures.
    Result run(Duration warmUp, Duration measured) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                LoadConnection connection = new LoadConnection(server.port());
                connection.channel().configureBlocking(false);
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
                send(connection, selector);
            }
            drive(selector, warmUp);
            Duration cpu = server.cpu();
            long began = System.nanoTime();
            long[] latencies = drive(selector, measured);
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpuMicros = server.cpu().minus(cpu).toNanos() / 1e3 / latencies.length;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            Arrays.sort(latencies);
            return new Result(
                    latencies.length / seconds,
                    latencies[latencies.length / 2] / 1e6,
                    latencies[latencies.length * 99 / 100] / 1e6,
                    cpuMicros);
        }
    }

    private void send(LoadConnection connection, Selector selector) throws IOException {
        connection.send(requests.get());
        if (!connection.flush()) {
            connection
                    .channel()
                    .keyFor(selector)
                    .interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /// Sends requests for a given time.
    ///
    /// @return the nanoseconds from each request to its answer
    private long[] drive(Selector selector, Duration time) throws IOException {
        long[] latencies = new long[1 << 16];
        int count = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            selector.select(1000);
            for (SelectionKey key : selector.selectedKeys()) {
                LoadConnection connection = (LoadConnection) key.attachment();
                if (key.isWritable() && connection.flush()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
                if (key.isReadable() && connection.receive()) {
                    if (count == latencies.length) {
                        latencies = Arrays.copyOf(latencies, count * 2);
                    }
                    latencies[count++] = System.nanoTime() - connection.sentAt();
                    send(connection, selector);
                }
            }
            selector.selectedKeys().clear();
        }
        return Arrays.copyOf(latencies, count);
    }
}
