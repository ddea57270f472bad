package cairn.api.start;

import cairn.api.runtime.HttpEvents;
import cairn.api.runtime.RuntimeApi;
import cairn.api.runtime.RuntimeProcess;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;
import cairn.storage.environment.SystemEnvironment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Measures processes of the request function under the real runtime interface client. A store on
/// loopback holds one table with one item. The caller's access key must be read and decrypted
/// first. It measures the time from the start of the process to that item's answer, the time of the
/// second event, and the memory.
public final class ColdStart {
    private static final int RUNS = 7;
    private static final int TRAINING_EVENTS = 200;
    private static final String CREATE =
            """
            {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
             'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
             'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}\
            """;
    private static final String PUT =
            "{'TableName':'Things','Item':{'id':{'S':'one'},'text':{'S':'%s'}}}"
                    .formatted("x".repeat(900));
    private static final String GET =
            "{'TableName':'Things','Key':{'id':{'S':'one'}},'ConsistentRead':true}";

    /// The JVM flags of the measured processes, and the flags of the process that makes their
    /// files.
    private record Row(String name, List<String> flags, List<String> training) {}

    private record Run(double first, double second, long megabytes) {}

    private final Path folder;
    private final Path code;
    private final LoopbackS3 store;
    private final LoopbackKms kms;
    private final HttpEvents admin;

    private ColdStart(Path folder, LoopbackS3 store, LoopbackKms kms, HttpEvents admin)
            throws IOException {
        this.folder = folder;
        this.kms = kms;
        this.admin = admin;
        this.code = Files.createDirectories(folder.resolve("task"));
        this.store = store;
        RuntimeProcess.unpack("api", code);
    }

    /// Takes no arguments.
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cold-start");
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        try (LoopbackS3 store = new LoopbackS3();
                LoopbackKms kms = new LoopbackKms(environment)) {
            IssuedKey key =
                    new AccessKeys(environment, store.store(), kms).create("root", Role.ADMIN);
            HttpEvents admin = new HttpEvents(key.key().id(), key.secret());
            new ColdStart(folder, store, kms, admin).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<Row> rows() throws IOException {
        List<String> lambda =
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx1200m",
                        "--enable-native-access=ALL-UNNAMED");
        List<String> managed = with(lambda, "-cp", RuntimeProcess.runtimeAlone());
        List<String> image = with(lambda, "-cp", RuntimeProcess.runtimeAndPackage(code));
        String shared = folder.resolve("cairn.jsa").toString();
        String cache = folder.resolve("cairn.aot").toString();
        return List.of(
                new Row("managed runtime", managed, List.of()),
                new Row("package on the class path", image, List.of()),
                new Row(
                        "the same + AppCDS archive",
                        with(image, "-XX:SharedArchiveFile=" + shared, "-Xlog:cds=off"),
                        with(image, "-XX:ArchiveClassesAtExit=" + shared, "-Xlog:cds=off")),
                new Row(
                        "the same + AOT cache",
                        with(image, "-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"),
                        with(image, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off")));
    }

    private static List<String> with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        train(List.of("-cp", RuntimeProcess.runtimeAlone()), 1);
        System.out.printf(
                "%-28s %12s %12s %12s %10s%n",
                "process start to first item",
                "median, ms",
                "best, ms",
                "second, ms",
                "memory, MB");
        for (Row row : rows()) {
            if (!row.training.isEmpty()) {
                train(row.training, TRAINING_EVENTS);
            }
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(once(row.flags));
            }
            runs.sort(Comparator.comparingDouble(Run::first));
            Run median = runs.get(RUNS / 2);
            System.out.printf(
                    "%-28s %12.0f %12.0f %12.1f %10d%n",
                    row.name, median.first, runs.getFirst().first, median.second, median.megabytes);
        }
    }

    /// Runs a process that performs each operation once and the read more often, then ends.
    private void train(List<String> flags, int events)
            throws IOException, InterruptedException, TimeoutException {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, flags)) {
            api.invoke(admin.version2("CreateTable", CREATE));
            api.invoke(admin.version1("PutItem", PUT));
            for (int i = 0; i < events; i++) {
                read(api);
                api.invoke(admin.version2("PutItem", PUT));
            }
            process.end();
        }
    }

    private Run once(List<String> flags)
            throws IOException, InterruptedException, TimeoutException {
        try (RuntimeApi api = new RuntimeApi()) {
            long start = System.nanoTime();
            try (RuntimeProcess process = process(api, flags)) {
                read(api);
                long first = System.nanoTime();
                read(api);
                long second = System.nanoTime();
                return new Run(
                        (first - start) / 1e6, (second - first) / 1e6, process.peakMegabytes());
            }
        }
    }

    private void read(RuntimeApi api) throws InterruptedException, TimeoutException {
        String answer =
                new String(api.invoke(admin.version2("GetItem", GET)), StandardCharsets.UTF_8);
        if (!answer.contains("xxx")) {
            throw new IllegalStateException("no item in " + answer);
        }
    }

    private RuntimeProcess process(RuntimeApi api, List<String> flags) throws IOException {
        return new RuntimeProcess(
                code,
                "cairn.api.RequestFunction",
                api,
                flags,
                Map.of(
                        "CAIRN_BUCKET",
                        "things",
                        "CAIRN_KMS_KEY",
                        "any",
                        "AWS_ENDPOINT_URL_S3",
                        store.endpoint().toString(),
                        "AWS_ENDPOINT_URL_KMS",
                        kms.endpoint().toString()));
    }
}
