package cairn.benchmarks;

import cairn.operations.http.HttpQuestion;
import cairn.operations.signature.Authorization;
import cairn.operations.signature.SignatureCheck;
import cairn.operations.signature.SigningKey;
import cairn.storage.environment.Environment;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the check of one signature on one thread: a PutItem of 1 KiB as boto3 signs it, with
/// its key in the cache. Prints microseconds and allocated bytes, each as the median of several
/// rounds. Prints the same for the hash of the body alone.
final class SignatureCost {
    private static final int ROUNDS = 7;
    private static final int CHECKS = 100_000;
    private static final long SIGNED = Instant.parse("2026-06-01T12:34:56Z").getEpochSecond();
    private static final byte[] SECRET =
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.US_ASCII);

    /// Signed by botocore.
    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "host",
                    List.of("127.0.0.1:8000"),
                    "content-type",
                    List.of("application/x-amz-json-1.0"),
                    "x-amz-target",
                    List.of("DynamoDB_20120810.PutItem"),
                    "x-amz-date",
                    List.of("20260601T123456Z"),
                    "authorization",
                    List.of(
                            "AWS4-HMAC-SHA256"
                                + " Credential=CAIRNAAAABBBBCCCCDDD/20260601/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                                + " Signature=b5c8c479b8ae1422e787dc74e4fa572f5bf4d3b4a75befea7b15cbfe51da8df4"));

    private SignatureCost() {}

    public static void main(String[] arguments) throws Exception {
        byte[] body = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
        HttpQuestion question =
                new HttpQuestion(
                        "POST",
                        "/",
                        "",
                        name -> HEADERS.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
                        body);
        SignatureCheck check = new SignatureCheck("us-east-1", new Then());
        SigningKey key = SigningKey.derive(SECRET, check.authorization(question).credential());
        print(
                "check of a signature",
                () -> {
                    Authorization authorization = check.authorization(question);
                    check.check(question, authorization, key);
                });
        print("SHA-256 of its body", () -> MessageDigest.getInstance("SHA-256").digest(body));
    }

    /// An action to measure.
    private interface Work {
        void run() throws Exception;
    }

    private static void print(String what, Work work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] micros = new double[ROUNDS];
        double[] bytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (int i = 0; i < CHECKS; i++) {
                work.run();
            }
            micros[round] = (System.nanoTime() - begin) / 1000.0 / CHECKS;
            bytes[round] = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) CHECKS;
        }
        Arrays.sort(micros);
        Arrays.sort(bytes);
        System.out.printf(
                "%-22s %6.2f us, %6.0f bytes%n", what, micros[ROUNDS / 2], bytes[ROUNDS / 2]);
    }

    /// The time at which the request was signed.
    private static final class Then implements Environment {
        @Override
        public long wallMicros() {
            return SIGNED * 1_000_000;
        }

        @Override
        public long monotonicNanos() {
            return 0;
        }

        @Override
        public long randomBits() {
            throw new IllegalStateException("a check needs no chance");
        }

        @Override
        public void sleep(Duration duration) {
            throw new IllegalStateException("a check waits for nothing");
        }

        @Override
        public void start(String name, Runnable task) {
            throw new IllegalStateException("a check needs no thread");
        }
    }
}
