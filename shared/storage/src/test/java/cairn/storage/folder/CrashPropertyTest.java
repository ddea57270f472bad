package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.folder.SimulatedDisk.PowerLoss;
import cairn.storage.port.ByteRange;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// The folder store on the worst disk: the power fails at any operation, several times, and each
/// time every acknowledged change is there, every other one whole or not at all, and no version
/// comes back with other bytes. Without any one care a seed soon fails.
class CrashPropertyTest {
    private static final int SEEDS = 6000;
    private static final int SEEDS_TO_CATCH_A_BUG = 500;
    private static final int JOURNAL_FILE_BYTES = 2000;
    private static final List<ObjectKey> KEYS =
            List.of(
                    new ObjectKey("a/h.c"),
                    new ObjectKey("a/B.c"),
                    new ObjectKey("a/b.c"),
                    new ObjectKey("catalog/t"),
                    new ObjectKey("catalog"));

    /// One seed: a world of a disk and what was promised about it.
    private static final class World {
        private final SplittableRandom random;
        private final Set<Care> cares;
        private final Map<ObjectKey, byte[]> promised = new HashMap<>();
        private final Map<Version, byte[]> versions = new HashMap<>();
        private Optional<ObjectKey> touched = Optional.empty();
        private byte @Nullable [] attempted;
        private SimulatedDisk disk;

        World(long seed, Set<Care> cares) {
            this.random = new SplittableRandom(seed);
            this.cares = cares;
            this.disk = new SimulatedDisk(random.split());
        }

        private FolderStore open() throws IOException {
            return FolderStore.open(
                    new FolderStore.Opening(
                            disk,
                            "folder",
                            new InlineEnvironment(),
                            JOURNAL_FILE_BYTES,
                            cares,
                            why -> {}));
        }

        void run() throws IOException {
            for (int life = 0; life < 4; life++) {
                disk.failAfter(random.nextInt(120));
                try {
                    FolderStore store = open();
                    if (life > 0) {
                        check(store);
                    }
                    for (int i = 0; i < 60; i++) {
                        change(store);
                    }
                } catch (PowerLoss e) {
                    // The life ends here; what was under way may have happened or not.
                }
                disk = disk.afterPowerLoss();
            }
            check(open());
        }

        private byte[] bytes(byte @Nullable [] old) {
            byte[] bytes = new byte[random.nextInt(3) * 100];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt();
            }
            if (old != null && random.nextBoolean()) {
                byte[] longer = Arrays.copyOf(old, Math.min(400, old.length + 8));
                longer[longer.length - 1] = (byte) random.nextInt();
                return longer;
            }
            return bytes;
        }

        private void change(FolderStore store) {
            ObjectKey key = KEYS.get(random.nextInt(KEYS.size()));
            byte[] old = promised.get(key);
            touched = Optional.of(key);
            if (random.nextInt(3) == 0) {
                attempted = null;
                if (store.delete(List.of(key)).toString().startsWith("Deleted")) {
                    promised.remove(key);
                    touched = Optional.empty();
                } else {
                    throw new PowerLoss();
                }
                return;
            }
            Precondition precondition = Precondition.ABSENT;
            if (store.get(key, new ByteRange(0, 1)) instanceof GetOutcome.Found found) {
                precondition = new Precondition.Matches(found.version());
            }
            byte[] bytes = bytes(old);
            attempted = bytes;
            switch (store.put(key, bytes, precondition)) {
                case PutOutcome.Stored stored -> {
                    promised.put(key, bytes);
                    touched = Optional.empty();
                    remember(stored.version(), bytes);
                }
                case PutOutcome.Refused refused ->
                        throw new AssertionError("a rightful put of " + key + " was refused");
                case PutOutcome.Undecided undecided -> throw new PowerLoss();
            }
        }

        private void remember(Version version, byte[] bytes) {
            byte[] before = versions.put(version, bytes);
            if (before != null && !Arrays.equals(before, bytes)) {
                throw new AssertionError("version " + version + " came back");
            }
        }

        private void check(FolderStore store) {
            Set<ObjectKey> there = new HashSet<>();
            for (ObjectKey key : KEYS) {
                byte[] found = null;
                GetOutcome outcome = store.get(key);
                if (outcome instanceof GetOutcome.Unavailable) {
                    throw new PowerLoss();
                }
                if (outcome instanceof GetOutcome.Found object) {
                    found = object.bytes();
                    remember(object.version(), found);
                    there.add(key);
                }
                boolean open = touched.equals(Optional.of(key));
                if (!Arrays.equals(found, promised.get(key))
                        && !(open && Arrays.equals(found, attempted))) {
                    throw new AssertionError("lost or torn: " + key);
                }
                if (found == null) {
                    promised.remove(key);
                } else {
                    promised.put(key, found);
                }
            }
            touched = Optional.empty();
            if (store.list("", "") instanceof ListOutcome.Page page) {
                Set<ObjectKey> listed = new HashSet<>();
                page.entries().forEach(entry -> listed.add(entry.key()));
                if (!listed.equals(there)) {
                    throw new AssertionError("the listing shows " + listed + ", not " + there);
                }
            }
        }
    }

    private static Optional<String> failure(long seed, Set<Care> cares) {
        try {
            new World(seed, cares).run();
            return Optional.empty();
        } catch (IOException | RuntimeException | AssertionError e) {
            return Optional.of("seed " + seed + ": " + e);
        }
    }

    @Test
    void everyAcknowledgedChangeSurvivesAnyPowerLoss() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(failure(seed, Care.ALL)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Care.class)
    void leavingOutACareIsNoticed(Care care) {
        for (long seed = 1; seed <= SEEDS_TO_CATCH_A_BUG; seed++) {
            Optional<String> failure = failure(seed, Care.without(care));
            if (failure.isPresent()) {
                System.out.printf("folder: without %s %s%n", care, failure.get());
                return;
            }
        }
        assertThat(SEEDS_TO_CATCH_A_BUG).as("no seed fails without " + care).isZero();
    }
}
