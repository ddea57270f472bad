package cairn.server.process;

import cairn.storage.s3.S3Address;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in its own process, started by the launcher. Not thread-safe.
public final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+),.*");
    private static final Duration END_WAIT = Duration.ofSeconds(30);

    private final Process process;
    private final URI endpoint;

    private ServerProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /// Starts a server on a folder, on a free port, and waits until it listens.
    public static ServerProcess onFolder(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("--data", folder.toString()));
        all.addAll(List.of(options));
        return start(all);
    }

    /// Starts a server on a bucket, on a free port, and waits until it listens.
    public static ServerProcess onBucket(S3Address bucket) {
        return start(
                List.of(
                        "--bucket",
                        bucket.bucket(),
                        "--region",
                        bucket.region(),
                        "--endpoint",
                        bucket.endpoint().orElseThrow().toString()));
    }

    /// Starts a server with given options, on a free port.
    public static ServerProcess start(List<String> options) {
        return start(options, Map.of(), ProcessBuilder.Redirect.INHERIT);
    }

    /// Starts a server with a limit on its open files and connections.
    public static ServerProcess withDescriptors(int most, List<String> options) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", "-c", "ulimit -n " + most + "; exec \"$@\"", "bash"));
        command.addAll(command(options));
        return run(command, Map.of(), ProcessBuilder.Redirect.INHERIT);
    }

    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(Launcher.PATH.toString(), "--port", "0"));
        command.addAll(options);
        return command;
    }

    /// Starts a server with given options, on a free port.
    ///
    /// @param environment variables in addition to those of this process
    /// @param log the destination of the server's log
    public static ServerProcess start(
            List<String> options, Map<String, String> environment, ProcessBuilder.Redirect log) {
        return run(command(options), environment, log);
    }

    private static ServerProcess run(
            List<String> command, Map<String, String> environment, ProcessBuilder.Redirect log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
            // LocalStack accepts any credentials.
            builder.environment().put("AWS_ACCESS_KEY_ID", SignedEndpoint.ANY);
            builder.environment().put("AWS_SECRET_ACCESS_KEY", SignedEndpoint.ANY);
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new ServerProcess(process, listening(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI listening(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return URI.create(listens.group(1));
            }
        }
        throw new IllegalStateException("the server ended before it listened");
    }

    /// The address that the server listens on.
    public URI endpoint() {
        return endpoint;
    }

    /// The endpoint for clients without an access key.
    public SignedEndpoint door() {
        return SignedEndpoint.open(endpoint);
    }

    /// A client that retries as often as the SDK does by default.
    public DynamoDbClient client() {
        return door().client();
    }

    /// A client that makes one request for each call.
    public DynamoDbClient clientWithoutRetries() {
        return door().clientWithoutRetries();
    }

    /// A client that signs with an access key.
    public DynamoDbClient client(String keyId, String secret) {
        return door().as(keyId, secret).client();
    }

    /// Whether the process is alive.
    public boolean alive() {
        return process.isAlive();
    }

    /// Ends the process as `kill -9` does, and waits until it is gone.
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /// Sends SIGTERM and does not wait.
    public void terminate() {
        process.destroy();
    }

    /// Sends SIGTERM and waits until the process has ended.
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(END_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
