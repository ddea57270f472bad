package cairn.server;

import cairn.operations.http.Exchange;
import cairn.server.http.Connections;
import cairn.server.http.Patience;

import com.beust.jcommander.ParameterException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/// The command line of the server.
final class Main {
    private static final int MISUSED = 2;
    private static final int HEAD_BYTES_MAX = 16 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    private final Options options;
    private final StoreLocation home;

    private Main(Options options) {
        this.options = options;
        this.home = options.place.home();
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(arguments));
        } catch (ParameterException e) {
            System.err.println("cairn: " + e.getMessage() + " (cairn --help lists the options)");
            System.exit(MISUSED);
        }
    }

    private static int run(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        return switch (command) {
            case "keys" -> Keys.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "dump" -> Dumping.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> serve(arguments);
        };
    }

    private static int serve(String[] arguments) {
        Options options = new Options();
        if (CommandLine.helped(
                "cairn",
                "Serves the DynamoDB API from a local folder or an S3 bucket. `cairn keys`"
                        + " makes and manages access keys, `cairn dump` shows what is"
                        + " stored.",
                options,
                () -> options.help,
                arguments)) {
            return 0;
        }
        if (options.version) {
            System.out.println("cairn " + version());
            return 0;
        }
        options.check();
        return new Main(options).run();
    }

    private int run() {
        try {
            return serve(options.checksSignatures());
        } catch (UnknownHostException e) {
            return CommandLine.failed("no such host: " + options.host);
        } catch (ServerStartupException e) {
            return CommandLine.failed(
                    "can't listen on %s:%d: %s"
                            .formatted(options.host, options.port, rootOf(e).getMessage()));
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return CommandLine.failed(String.valueOf(cause.getMessage()));
        } catch (IOException | InterruptedException e) {
            return CommandLine.failed(String.valueOf(e.getMessage()));
        }
    }

    /// Serves until the process receives a signal to end or the store cannot continue.
    ///
    /// @param checked whether callers must sign with an access key
    private int serve(boolean checked) throws IOException, InterruptedException {
        CountDownLatch fatal = new CountDownLatch(1);
        CompletableFuture<Node> opening = new CompletableFuture<>();
        Thread.ofPlatform().name("open").start(() -> open(opening, checked, fatal));
        ApplicationContext context = context();
        Node node = opening.join();
        Patience patience = options.patience();
        Exchange exchange =
                node.exchange(options.web(checked), Capacities.requests(patience.room()));
        context.registerSingleton(exchange);
        Connections connections =
                new Connections(exchange, patience, Capacities.bodies(), Capacities::connections);
        NettyEmbeddedServer server = context.getBean(NettyEmbeddedServer.class);
        server.register(connections);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(connections, context, node)));
        server.start();
        Watch.start(connections);
        greet(server.getPort(), checked);
        node.listenForKeys();
        if (options.train) {
            new Training(server.getPort()).run();
            return 0;
        }
        fatal.await();
        return CommandLine.failed("the store can't be written any more; see the log");
    }

    private void open(CompletableFuture<Node> opening, boolean checked, CountDownLatch fatal) {
        try {
            opening.complete(new Node(options, checked, fatal::countDown));
        } catch (RuntimeException | Error e) {
            opening.completeExceptionally(e);
        }
    }

    /// Accepts no more connections, answers received requests, releases the folder.
    private static void end(Connections connections, ApplicationContext context, Node node) {
        try {
            connections.drain();
            context.close();
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "of a build folder" : version;
    }

    private ApplicationContext context() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(
                        Map.of(
                                "micronaut.server.host",
                                options.host,
                                "micronaut.server.port",
                                options.port,
                                // Request line and headers: 16 KB each, as DynamoDB allows.
                                "micronaut.server.netty.max-initial-line-length",
                                HEAD_BYTES_MAX,
                                "micronaut.server.netty.max-header-size",
                                HEAD_BYTES_MAX,
                                "micronaut.server.netty.max-chunk-size",
                                CHUNK_BYTES,
                                // The server closes idle connections itself.
                                "micronaut.server.idle-timeout",
                                Duration.ofSeconds(-1),
                                // Disabled: even without compressing anything it would load its
                                // libraries.
                                "micronaut.server.netty.compression-threshold",
                                -1,
                                "micronaut.server.netty.server-type",
                                "streamed",
                                "micronaut.server.date-header",
                                false,
                                "logger.levels.ROOT",
                                options.logLevel.name()))
                .start();
    }

    private void greet(int listening, boolean checked) {
        String host = options.host.contains(":") ? "[" + options.host + "]" : options.host;
        String endpoint = "http://%s:%d".formatted(host, listening);
        System.out.printf(
                "Cairn listens on %s, data in %s%s%n  try: %saws dynamodb list-tables"
                        + " --endpoint-url %s --region %s%n",
                endpoint,
                home,
                checked ? ", signatures are checked" : "",
                checked ? "" : "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any ",
                endpoint,
                options.place.region);
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
