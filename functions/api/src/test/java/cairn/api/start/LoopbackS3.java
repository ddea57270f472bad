package cairn.api.start;

import cairn.storage.memory.MemoryStore;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The part of S3 that a process needs for the first item, in memory. The measurement covers the
/// process, not the store.
final class LoopbackS3 implements AutoCloseable {
    private final MemoryStore store = new MemoryStore(Instant::now);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    LoopbackS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// The store that holds the contents.
    MemoryStore store() {
        return store;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ObjectKey key = new ObjectKey(path.substring(path.indexOf('/', 1) + 1));
        exchange.getResponseHeaders()
                .set(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().atOffset(ZoneOffset.UTC)));
        switch (exchange.getRequestMethod()) {
            case "GET" -> get(exchange, key);
            case "PUT" -> put(exchange, key);
            default -> send(exchange, 405, new byte[0]);
        }
    }

    private void get(HttpExchange exchange, ObjectKey key) throws IOException {
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        GetOutcome outcome =
                known == null ? store.get(key) : store.getUnless(key, new Version(known));
        switch (outcome) {
            case GetOutcome.Found found -> {
                exchange.getResponseHeaders().set("ETag", found.version().tag());
                send(exchange, 200, found.bytes());
            }
            case GetOutcome.NotModified same -> send(exchange, 304, new byte[0]);
            case GetOutcome.Absent absent -> send(exchange, 404, new byte[0]);
            case GetOutcome.Unavailable none -> send(exchange, 503, new byte[0]);
        }
    }

    private void put(HttpExchange exchange, ObjectKey key) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        Precondition precondition =
                match == null ? Precondition.ABSENT : new Precondition.Matches(new Version(match));
        switch (store.put(key, body, precondition)) {
            case PutOutcome.Stored stored -> {
                exchange.getResponseHeaders().set("ETag", stored.version().tag());
                send(exchange, 200, new byte[0]);
            }
            case PutOutcome.Refused refused -> send(exchange, 412, new byte[0]);
            case PutOutcome.NotStored failed -> send(exchange, 503, new byte[0]);
            case PutOutcome.Undecided undecided -> send(exchange, 503, new byte[0]);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
