package cairn.api.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Plays Lambda's part for a runtime: the Runtime API of one environment, on loopback. The runtime
/// requests the next event and sends back the handler's answer.
public final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:cairn-api";
    private static final int TIMEOUT_MILLIS = 29_000;
    private static final int ANSWER_SECONDS_MAX = 60;

    /// The function failed, or its process could not start.
    public static final class FunctionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FunctionFailed(String why) {
            super(why);
        }
    }

    private record Event(String id, byte[] bytes) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<byte[]>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<byte[]> broken = new CompletableFuture<>();
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);

    public RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(ROOT + "invocation/", this::invocation);
        server.createContext(ROOT + "init/error", exchange -> broken(exchange, "init"));
        server.createContext(ROOT + "restore/error", exchange -> broken(exchange, "restore"));
        server.createContext(ROOT + "restore/next", this::restoreNext);
        server.start();
    }

    /// Host and port.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Runs the function once.
    ///
    /// @return what the handler wrote
    /// @throws FunctionFailed if the function threw, or if the process could not start
    public byte[] invoke(byte[] event) throws InterruptedException, TimeoutException {
        String id = UUID.randomUUID().toString();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        answers.put(id, answer);
        events.add(new Event(id, event));
        try {
            return (byte[])
                    CompletableFuture.anyOf(answer, broken)
                            .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new FunctionFailed(String.valueOf(e.getMessage()));
        } finally {
            answers.remove(id);
        }
    }

    /// Waits until the process is ready for its snapshot.
    public void awaitSnapshot() throws InterruptedException, TimeoutException {
        if (!snapshot.await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new TimeoutException("the process was not ready for a snapshot");
        }
    }

    /// Lets the process continue, as from its snapshot.
    public void restore() {
        restored.countDown();
    }

    private void invocation(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().getPath().substring((ROOT + "invocation/").length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (rest.equals("next")) {
            next(exchange);
            return;
        }
        String id = rest.substring(0, rest.indexOf('/'));
        CompletableFuture<byte[]> answer = answers.getOrDefault(id, new CompletableFuture<>());
        if (rest.endsWith("/response")) {
            answer.complete(body);
        } else {
            answer.completeExceptionally(
                    new FunctionFailed(new String(body, StandardCharsets.UTF_8)));
        }
        send(exchange, 202, new byte[0]);
    }

    private void next(HttpExchange exchange) throws IOException {
        Event event;
        try {
            event = events.take();
        } catch (InterruptedException e) {
            exchange.close();
            return;
        }
        long deadline = System.currentTimeMillis() + TIMEOUT_MILLIS;
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", event.id);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
        headers.set("Content-Type", "application/json");
        send(exchange, 200, event.bytes);
    }

    private void restoreNext(HttpExchange exchange) throws IOException {
        snapshot.countDown();
        try {
            restored.await();
        } catch (InterruptedException e) {
            exchange.close();
            return;
        }
        send(exchange, 200, new byte[0]);
    }

    private void broken(HttpExchange exchange, String phase) throws IOException {
        String why = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        broken.completeExceptionally(new FunctionFailed(phase + ": " + why));
        send(exchange, 202, new byte[0]);
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
