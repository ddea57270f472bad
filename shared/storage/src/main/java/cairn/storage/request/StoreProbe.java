package cairn.storage.request;

import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.UniqueName;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Checks the promise of the port on which everything depends: of concurrent conditional puts,
/// exactly one succeeds. Stores with S3's protocol differ in this.
///
/// The first server on a store runs [#ROUNDS] races of [#WRITERS] puts, about 300 requests, and
/// writes `probe/passed`. Later servers only read that. It counts only if it equals [#RESULT] byte
/// for byte: a damaged one proves nothing, and is replaced after another probe.
public final class StoreProbe {
    static final int ROUNDS = 30;
    static final int WRITERS = 8;

    /// The content of `probe/passed` in a store that passed.
    public static final String RESULT =
            "%d rounds of %d racing puts, and a version known again\n".formatted(ROUNDS, WRITERS);

    private static final ObjectKey PASSED = new ObjectKey("probe/passed");
    private static final int TRIES_MAX = 50;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Environment environment;
    private final ObjectStore store;

    public StoreProbe(Environment environment, ObjectStore store) {
        this.environment = environment;
        this.store = store;
    }

    /// Probes the store unless it has already passed.
    ///
    /// @throws IllegalStateException two writers succeed in one race, or the store loses an object
    /// @throws StoreUnavailable there is no answer
    public void check() {
        PatientStore patient = new PatientStore(environment, store);
        Optional<GetOutcome.Found> passed = patient.get(PASSED);
        byte[] result = RESULT.getBytes(StandardCharsets.US_ASCII);
        if (passed.isPresent() && Arrays.equals(passed.get().bytes(), result)) {
            return;
        }
        race(patient);
        // Refused only if another server was faster.
        patient.replace(
                PASSED,
                result,
                passed.<Precondition>map(found -> new Precondition.Matches(found.version()))
                        .orElse(Precondition.ABSENT));
    }

    private void race(PatientStore patient) {
        ObjectKey key =
                new ObjectKey(
                        "probe/" + UniqueName.fresh(environment.wallMicros(), environment).text());
        Precondition precondition = Precondition.ABSENT;
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Version> winner = race(key, round, precondition);
            GetOutcome.Found found =
                    patient.get(key)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the store lost an object that it had"
                                                            + " stored"));
            if (winner.isPresent() && !winner.get().equals(found.version())) {
                throw new IllegalStateException(
                        "the store shows another object than the one whose put had won");
            }
            precondition = new Precondition.Matches(found.version());
            if (!(patient.getUnless(key, Optional.of(found.version()))
                    instanceof GetOutcome.NotModified)) {
                throw new IllegalStateException("the store does not know its own version again");
            }
        }
        store.delete(List.of(key));
    }

    /// The version of the winner, if it is known.
    private Optional<Version> race(ObjectKey key, int round, Precondition precondition) {
        List<Integer> writers = IntStream.range(0, WRITERS).boxed().toList();
        List<Version> winners =
                FanOut.map(
                                environment,
                                "probe",
                                writers,
                                writer ->
                                        putUntilDecided(
                                                key,
                                                "round %d writer %d".formatted(round, writer),
                                                precondition))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        if (winners.size() > 1) {
            throw new IllegalStateException(
                    "the store let %d of %d racing conditional puts win; data would be lost on it"
                            .formatted(winners.size(), WRITERS));
        }
        return winners.stream().findFirst();
    }

    private Optional<Version> putUntilDecided(
            ObjectKey key, String text, Precondition precondition) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            switch (store.put(key, bytes, precondition)) {
                case PutOutcome.Stored stored -> {
                    return Optional.of(stored.version());
                }
                case PutOutcome.Refused refused -> {
                    return Optional.empty();
                }
                case PutOutcome.NotStored(String why) -> throw StoreUnavailable.notStored(why);
                case PutOutcome.Undecided undecided ->
                        Pause.doubling(environment, FIRST_PAUSE, Math.min(tries + 1, 5));
            }
        }
        throw new StoreUnavailable("the store could not be probed");
    }
}
