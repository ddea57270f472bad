package cairn.storage.s3;

import org.junit.jupiter.api.Assumptions;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// LocalStack, which `localstack/start` starts on first use and which ends with the JVM.
///
/// It needs Python 3.13 or Docker. Without both, the tests that use it are skipped, and one line
/// reports that. With `CAIRN_LOCALSTACK=required` in the environment they fail instead.
public final class LocalStack {
    private static final String REGION = "us-east-1";
    private static final int CANNOT_RUN = 3;
    private static final Duration READY_MAX = Duration.ofMinutes(8);
    private static final AwsCredentialsProvider ANY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));

    private static final String STORES = "s3,kms";
    private static final String ALL =
            "apigateway,cloudformation,cloudwatch,events,iam,kms,lambda,logs,s3,scheduler,"
                    + "secretsmanager,sns,sqs,ssm,sts";

    private static Optional<LocalStack> running = Optional.empty();
    private static Optional<String> lacking = Optional.empty();

    private final URI endpoint;
    private final String services;

    private LocalStack(URI endpoint, String services) {
        this.endpoint = endpoint;
        this.services = services;
    }

    /// The instance of this JVM, for S3 and KMS. It takes about 3 s on first use, and a minute more
    /// if it must be installed.
    public static LocalStack started() {
        return started(STORES);
    }

    /// The instance of this JVM, with all services that template.yaml needs. No earlier test of the
    /// JVM may have started it with fewer.
    public static LocalStack startedForFunctions() {
        LocalStack localStack = started(ALL);
        if (!localStack.services.equals(ALL)) {
            throw new IllegalStateException("LocalStack was started for S3 alone");
        }
        return localStack;
    }

    private static synchronized LocalStack started(String services) {
        lacking.ifPresent(Assumptions::abort);
        if (running.isEmpty()) {
            running = Optional.of(start(services));
        }
        return running.get();
    }

    private static LocalStack start(String services) {
        Path root = Path.of(System.getProperty("cairn.root"));
        try {
            int port = freePort();
            Path log = Files.createDirectories(Path.of("target")).resolve("localstack.log");
            Process process =
                    new ProcessBuilder(
                                    root.resolve("localstack/start").toString(),
                                    Integer.toString(port),
                                    services)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            awaitReady(process, endpoint, log);
            LocalStack localStack = new LocalStack(endpoint, services);
            // The first request to S3 loads that service, and may exceed the time limit of a store.
            localStack.freshBucket();
            return localStack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process, URI endpoint, Path log)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_MAX.toNanos();
        while (!healthy(endpoint)) {
            if (!process.isAlive()) {
                ended(process.exitValue(), Files.readString(log));
            }
            if (System.nanoTime() > end) {
                end(process);
                throw new IllegalStateException("LocalStack was not ready in time, see " + log);
            }
            Thread.sleep(100);
        }
    }

    private static void ended(int status, String log) {
        boolean required = "required".equals(System.getenv("CAIRN_LOCALSTACK"));
        if (status == CANNOT_RUN && !required) {
            String why = log.strip().lines().toList().getLast();
            System.out.println("SKIPPED: tests on LocalStack, " + why);
            lacking = Optional.of(why);
            Assumptions.abort(why);
        }
        throw new IllegalStateException("LocalStack ended with %d: %s".formatted(status, log));
    }

    private static boolean healthy(URI endpoint) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            endpoint.resolve("/_localstack/health").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Creates a new bucket.
    public S3Address freshBucket() {
        String bucket = "cairn-" + UUID.randomUUID();
        try (S3Client client =
                S3Client.builder()
                        .region(Region.of(REGION))
                        .credentialsProvider(ANY)
                        .endpointOverride(endpoint)
                        .forcePathStyle(true)
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build()) {
            client.createBucket(b -> b.bucket(bucket));
        }
        return address(bucket);
    }

    /// Creates a key in KMS.
    ///
    /// @return its id
    public String freshKmsKey() {
        try (KmsClient client =
                KmsClient.builder()
                        .region(Region.of(REGION))
                        .credentialsProvider(ANY)
                        .endpointOverride(endpoint)
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build()) {
            return client.createKey().keyMetadata().keyId();
        }
    }

    /// Data keys under a key of KMS. The caller closes them.
    public static KmsDataKeys dataKeys(String keyId) {
        return new KmsDataKeys(
                new KmsDataKeys.Where(
                        keyId, REGION, Optional.of(started().endpoint), Optional.of(ANY)));
    }

    /// The address of a bucket, which need not exist.
    public S3Address address(String bucket) {
        return new S3Address(bucket, REGION, Optional.of(endpoint));
    }

    /// A store on a bucket. The caller closes it.
    public static S3Store store(S3Address address) {
        return store(address, line -> {});
    }

    static S3Store store(S3Address address, Consumer<String> operator) {
        return new S3Store(address, Optional.of(ANY), operator);
    }
}
