package cairn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in its own process. Not thread-safe.
final class Server implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");

    private final Process process;
    private final int port;
    private final Duration start;

    private Server(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /// Starts a command and waits until it reports its address.
    static Server start(List<String> command) throws IOException {
        long began = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                int port = Integer.parseInt(listens.group(1));
                new LoadConnection(port).call(Requests.health());
                return new Server(process, port, Duration.ofNanos(System.nanoTime() - began));
            }
        }
        throw new IOException("the server ended before it listened");
    }

    /// Starts the launcher on a folder.
    static Server cairn(Path folder) throws IOException {
        String launcher = Path.of(System.getProperty("cairn.root"), "cairn").toString();
        return start(List.of(launcher, "--port", "0", "--data", folder.toString()));
    }

    int port() {
        return port;
    }

    /// The time from exec to the first answer.
    Duration startTime() {
        return start;
    }

    /// The CPU time that the process has used.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Resident memory, in MiB; 0 if there is no `/proc`.
    long residentMib() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    /// Ends the process as `kill -9` does.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
