package cairn.benchmarks;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The command, which loads a table, measures each operation, and prints the results.
final class Main {
    private static final int STARTS = 5;

    @Parameter(names = "--keys", description = "items in the table")
    private int keys = 100_000;

    @Parameter(names = "--seconds", description = "seconds measured for each figure")
    private int seconds = 5;

    @Parameter(names = "--warm-up", description = "seconds not measured before each figure")
    private int warmUp = 8;

    @Parameter(names = "--connections", description = "numbers of connections")
    private List<Integer> connections = List.of(1, 16, 64);

    @Parameter(names = "--only", description = "operations to measure, all by default")
    private List<String> only = new ArrayList<>();

    private final Map<Integer, Double> echo = new HashMap<>();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Main main = new Main();
        new JCommander(main).parse(arguments);
        main.run();
    }

    private void run() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of("/tmp"), "cairn-benchmark");
        try {
            Server.cairn(scratch.resolve("first")).close(); // makes the cache for quick starts
            Requests requests = new Requests(keys);
            System.out.printf(
                    "%-18s %5s %10s %9s %9s %10s %8s %7s%n",
                    "operation", "conn", "requests/s", "p50 ms", "p99 ms", "CPU µs", "MiB", "echo");
            measureEcho(requests);
            Path folder = scratch.resolve("data");
            measureCairn(folder, requests);
            System.out.printf("start, empty folder:  %s ms%n", starts(scratch, Optional.empty()));
            System.out.printf(
                    "start, loaded folder: %s ms (after kill -9)%n",
                    starts(scratch, Optional.of(folder)));
        } finally {
            delete(scratch);
        }
    }

    private void measureEcho(Requests requests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        // The same flags as the launcher's.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "cairn.benchmarks.EchoServer"));
        try (Server server = Server.start(command)) {
            measure(server, "echo", requests::echo);
        }
    }

    private void measureCairn(Path folder, Requests requests)
            throws IOException, InterruptedException {
        Server server = Server.cairn(folder);
        load(server, requests);
        Map<String, Supplier<byte[]>> operations = new LinkedHashMap<>();
        operations.put("GetItem", requests::getItem);
        operations.put("Query 10", requests::query);
        operations.put("PutItem", requests::putItem);
        operations.put("UpdateItem", requests::updateItem);
        operations.put("BatchWriteItem 25", requests::batchWriteItem);
        for (Map.Entry<String, Supplier<byte[]>> operation : operations.entrySet()) {
            if (only.isEmpty() || only.contains(operation.getKey())) {
                measure(server, operation.getKey(), operation.getValue());
            }
        }
        server.kill();
    }

    private void load(Server server, Requests requests) throws IOException, InterruptedException {
        long began = System.nanoTime();
        LoadConnection connection = new LoadConnection(server.port());
        connection.call(Requests.createTable());
        while (!connection.call(Requests.describeTable()).contains("\"ACTIVE\"")) {
            Thread.sleep(10);
        }
        for (int first = 0; first < keys; first += 25) {
            connection.call(requests.batch(first));
        }
        System.out.printf(
                "%d items of 1 KiB loaded in %.1f s by one connection, %d MiB resident%n",
                keys, (System.nanoTime() - began) / 1e9, server.residentMib());
    }

    private void measure(Server server, String operation, Supplier<byte[]> requests)
            throws IOException {
        for (int count : connections) {
            Load.Result result =
                    new Load(server, count, requests)
                            .run(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            echo.putIfAbsent(count, result.perSecond());
            System.out.printf(
                    "%-18s %5d %10.0f %9.2f %9.2f %10.1f %8d %7.2f%n",
                    operation,
                    count,
                    result.perSecond(),
                    result.p50Millis(),
                    result.p99Millis(),
                    result.cpuMicros(),
                    server.residentMib(),
                    result.perSecond() / echo.getOrDefault(count, 1.0));
        }
    }

    /// Milliseconds from exec to the first answer, in ascending order.
    private static List<Long> starts(Path scratch, Optional<Path> folder)
            throws IOException, InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Server server = Server.cairn(folder.orElse(scratch.resolve("empty" + i)));
            millis.add(server.startTime().toMillis());
            server.kill();
        }
        return millis.stream().sorted().toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
