package cairn.server;

import cairn.operations.http.Bodies;

import com.beust.jcommander.ParameterException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/// The command line of the server.
final class Main {
    private static final int MISUSED = 2;

    private final Options options;
    private final Home home;

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
        if (!options.rest.isEmpty()) {
            throw new ParameterException("unknown option " + options.rest.getFirst());
        }
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

    /// Serves until the process is told to end or the store can't go on.
    ///
    /// @param checked whether callers must sign with an access key
    private int serve(boolean checked) throws IOException, InterruptedException {
        CountDownLatch fatal = new CountDownLatch(1);
        CompletableFuture<Node> opening = new CompletableFuture<>();
        Thread.ofPlatform().name("open").start(() -> open(opening, checked, fatal));
        ApplicationContext context = context();
        Node node = opening.join();
        context.registerSingleton(node.exchange());
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context, node)));
        server.start();
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
            opening.complete(new Node(options.place, checked, fatal::countDown));
        } catch (RuntimeException | Error e) {
            opening.completeExceptionally(e);
        }
    }

    /// Takes no more requests, ends those under way, lets go of the folder.
    private static void end(ApplicationContext context, Node node) {
        context.close();
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                                "micronaut.server.max-request-size",
                                Bodies.BYTES_MAX,
                                "micronaut.server.netty.max-request-buffer-size",
                                Bodies.BYTES_MAX,
                                "micronaut.server.netty.request-decompression-enabled",
                                false,
                                // None: even what compresses nothing would load its libraries.
                                "micronaut.server.netty.compression-threshold",
                                -1,
                                "micronaut.server.netty.server-type",
                                "full_content",
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
                "Cairn listens on %s, data in %s%s%n  try: aws dynamodb list-tables --endpoint-url"
                        + " %s --region %s%n",
                endpoint,
                home,
                checked ? ", signatures are checked" : "",
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
