package cairn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.environment.SystemEnvironment;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.request.StoreProbe;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the S3 adapter does where S3 differs from other stores.
final class S3StoreTest {
    private static final ObjectKey KEY = new ObjectKey("test/a");

    @Test
    void aMissingBucketIsNamedToTheOperatorAndIsNoAbsentObject() {
        S3Address address = LocalStack.started().address("cairn-was-never-made");
        List<String> lines = new CopyOnWriteArrayList<>();
        try (S3Store store = LocalStack.store(address, lines::add)) {
            assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
            assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Undecided.class);
            assertThat(store.list("", "")).isInstanceOf(ListOutcome.Unavailable.class);
        }
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).contains("cairn-was-never-made", "NoSuchBucket"));
    }

    @Test
    void aStoreThatDoesNotAnswerLeavesPutsUndecided() {
        // Nothing listens on port 1 of loopback.
        S3Address address =
                new S3Address("any", "us-east-1", Optional.of(URI.create("http://127.0.0.1:1")));
        try (S3Store store = LocalStack.store(address)) {
            assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Undecided.class);
            assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
            assertThat(store.list("", "")).isInstanceOf(ListOutcome.Unavailable.class);
        }
    }

    @Test
    void theProbeAcceptsTheStoreAndLeavesItsResultInTheBucket() {
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new AssertionError(name, e);
                        });
        try (S3Store store = LocalStack.store(LocalStack.started().freshBucket())) {
            new StoreProbe(environment, store).check();
            assertThat(store.get(new ObjectKey("probe/passed")))
                    .isInstanceOf(GetOutcome.Found.class);
        }
    }
}
