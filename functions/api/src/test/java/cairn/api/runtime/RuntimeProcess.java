package cairn.api.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The process of one environment: a package as Lambda unpacks it, under the real Java runtime
/// interface client.
public final class RuntimeProcess implements AutoCloseable {
    private static final int END_SECONDS_MAX = 20;

    private final Process process;

    /// @param code the folder with the unpacked package
    /// @param flags flags of the JVM, including the class path
    /// @param variables environment variables, in addition to those that Lambda sets
    public RuntimeProcess(
            Path code,
            String handler,
            RuntimeApi api,
            List<String> flags,
            Map<String, String> variables)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(flags);
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add(handler);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(code.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(code.resolve("../log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "cairn-api");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/cairn-api");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "one");
        environment.put("LAMBDA_TASK_ROOT", code.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "any");
        environment.put("AWS_SECRET_ACCESS_KEY", "any");
        environment.putAll(variables);
        process = builder.start();
    }

    /// A process as Lambda's managed runtime starts it.
    public static RuntimeProcess managed(
            Path code, String handler, RuntimeApi api, Map<String, String> variables)
            throws IOException {
        List<String> flags =
                List.of(
                        "-cp",
                        runtimeAlone(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        return new RuntimeProcess(code, handler, api, flags, variables);
    }

    /// The class path of Lambda's managed runtime: the runtime alone. The runtime loads the package
    /// from the working folder with its own class loader.
    public static String runtimeAlone() throws IOException {
        return classPath(List.of(runtime()));
    }

    /// A class path that includes the package, as a container image may have it. A JVM takes the
    /// contents of its archives and caches from the class path alone.
    public static String runtimeAndPackage(Path code) throws IOException {
        return classPath(List.of(runtime(), code.resolve("lib")));
    }

    private static Path runtime() {
        return Path.of(System.getProperty("cairn.root"), "functions/api/target/runtime");
    }

    private static String classPath(List<Path> folders) throws IOException {
        List<String> archives = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted().map(Path::toString).forEach(archives::add);
            }
        }
        return String.join(":", archives);
    }

    /// Unpacks a package of the build.
    public static void unpack(String function, Path to) throws IOException {
        Path zip =
                Path.of(
                        System.getProperty("cairn.root"),
                        "functions/%s/target/cairn-%s.zip".formatted(function, function));
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy((InputStream) in, file);
                }
            }
        }
    }

    /// The most memory that the process has used, in MB.
    public long peakMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", "status"))) {
            String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
        }
    }

    /// Ends the process as Lambda does, with time to write its caches.
    public void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
