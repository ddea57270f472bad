package cairn.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// The command line of the server.
@Command(
        name = "cairn",
        description = "Serves the DynamoDB API from a local folder.",
        mixinStandardHelpOptions = true,
        version = "cairn 0.1.0",
        sortOptions = false)
final class Main implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--port", description = "port to listen on (default: ${DEFAULT-VALUE})")
    private int port = 8000;

    @Option(names = "--host", description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--data", description = "folder of the data (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--region", description = "region that ARNs name (default: ${DEFAULT-VALUE})")
    private String region = "us-east-1";

    @Option(
            names = "--log-level",
            description = "trace, debug, info, warn or error (default: ${DEFAULT-VALUE})")
    private String logLevel = "warn";

    @Option(names = "--train", hidden = true, description = "answer own requests, then end")
    private boolean train;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    private Main() {
        this.spec = CommandLine.Model.CommandSpec.create();
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
            err.println(
                    "cairn: "
                            + host
                            + " is not a loopback address; there is no access control yet, so other"
                            + " addresses are refused");
            return FAILED;
        }
        CountDownLatch fatal = new CountDownLatch(1);
        try {
            Node node = new Node(data, region, fatal::countDown);
            ApplicationContext context = context(node);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context, node)));
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            greet(spec.commandLine().getOut(), server.getPort());
            if (train) {
                new Training(server.getPort()).run();
                return 0;
            }
            fatal.await();
            err.println("cairn: the folder can't be written any more; see the log");
        } catch (IllegalStateException | UncheckedIOException | ServerStartupException e) {
            err.println("cairn: " + e.getMessage());
        }
        return FAILED;
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

    private ApplicationContext context(Node node) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(
                        Map.of(
                                "micronaut.server.host",
                                host,
                                "micronaut.server.port",
                                port,
                                "micronaut.server.max-request-size",
                                Bodies.BYTES_MAX,
                                "micronaut.server.netty.max-request-buffer-size",
                                Bodies.BYTES_MAX,
                                "micronaut.server.netty.request-decompression-enabled",
                                false,
                                "micronaut.server.netty.compression-threshold",
                                Integer.MAX_VALUE,
                                "micronaut.server.netty.server-type",
                                "full_content",
                                "micronaut.server.date-header",
                                false,
                                "logger.levels.ROOT",
                                logLevel))
                .singletons(node.exchange(region))
                .start();
    }

    private void greet(PrintWriter out, int listening) {
        out.printf(
                "Cairn listens on http://%s:%d, data in %s%n  try: aws dynamodb list-tables"
                        + " --endpoint-url http://%s:%d --region %s%n",
                host, listening, data.toAbsolutePath().normalize(), host, listening, region);
        out.flush();
    }
}
