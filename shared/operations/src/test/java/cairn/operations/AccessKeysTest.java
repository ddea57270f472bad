package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cairn.operations.access.AccessKey;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.MasterKey;
import cairn.operations.access.Role;
import cairn.storage.dump.Dump;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.DataKeys;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;
import cairn.storage.request.StoreUnavailable;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Several processes change access keys at once, on a store that does not always answer.
final class AccessKeysTest {
    private final SteppedEnvironment environment = new SteppedEnvironment(Guarded.SECONDS);
    private final ObjectStore memory = new MemoryStore(() -> Instant.EPOCH);
    private final DataKeys master = new MasterKey(MasterKey.fresh(environment), environment);
    private final AccessKeys others = new AccessKeys(environment, memory, master);

    private AccessKeys through(ObjectStore store) {
        return new AccessKeys(environment, store, master);
    }

    @Test
    void aChangeWhoseAnswerIsLostIsMadeOnce() {
        ObjectStore losing =
                new Puts(memory) {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        PutOutcome outcome = put.get();
                        return number == 1 ? new PutOutcome.Undecided("lost") : outcome;
                    }
                };
        IssuedKey key = through(losing).create("app", Role.ADMIN);
        assertThat(others.list()).containsExactly(key.key());
    }

    @Test
    void whoLosesARaceChangesWhatTheWinnerLeft() {
        IssuedKey first = others.create("first", Role.ADMIN);
        ObjectStore racing =
                new Puts(memory) {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        if (number == 1) {
                            others.setEnabled(first.key().id(), false);
                        }
                        return put.get();
                    }
                };
        IssuedKey second = through(racing).rotate(first.key().id());
        assertThat(others.list())
                .extracting(AccessKey::id, AccessKey::enabled)
                .containsExactly(tuple(first.key().id(), false), tuple(second.key().id(), true));
    }

    @Test
    void aKeyDeletedMeanwhileIsNotChanged() {
        String id = others.create("app", Role.ADMIN).key().id();
        ObjectStore racing =
                new Puts(memory) {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        if (number == 1) {
                            others.delete(id);
                        }
                        return put.get();
                    }
                };
        assertThatThrownBy(() -> through(racing).setEnabled(id, false))
                .isInstanceOf(AccessKeys.NotDone.class)
                .hasMessage("there is no access key " + id);
        assertThat(others.list()).isEmpty();
    }

    @Test
    void aStoreThatNeverAnswersEndsInAnErrorAfterABoundedNumberOfTries() {
        int[] puts = {0};
        ObjectStore silent =
                new Puts(memory) {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        puts[0] = number;
                        return new PutOutcome.Undecided("no answer");
                    }
                };
        assertThatThrownBy(() -> through(silent).create("app", Role.ADMIN))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("no answer");
        assertThat(puts[0]).isEqualTo(40);
    }

    @Test
    void everyChangeHasACommitIdOfItsOwn() {
        String id = others.create("app", Role.ADMIN).key().id();
        Version enabled = version();
        others.setEnabled(id, false);
        others.setEnabled(id, true);
        assertThat(others.list()).singleElement().matches(AccessKey::enabled);
        assertThat(version()).isNotEqualTo(enabled);
    }

    @Test
    void everyFlippedBitIsRefused() {
        others.create("app", Role.READ_ONLY);
        ObjectKey key = new ObjectKey("access/keys");
        byte[] bytes = ((GetOutcome.Found) memory.get(key)).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            ObjectStore damaged = new MemoryStore(() -> Instant.EPOCH);
            damaged.put(key, flipped, Precondition.ABSENT);
            assertThatThrownBy(() -> through(damaged).list())
                    .as("bit %d", bit)
                    .isInstanceOf(CorruptObject.class);
        }
    }

    @Test
    void aDumpShowsKeysAndNoSecret() {
        AccessKey key = others.create("app", Role.READ_ONLY).key();
        ObjectKey object = new ObjectKey("access/keys");
        byte[] bytes = ((GetOutcome.Found) memory.get(object)).bytes();
        List<String> lines = new ArrayList<>();
        assertThat(Dump.of(object, bytes, lines::add)).isTrue();
        assertThat(String.join("\n", lines))
                .contains(key.id(), "\"read-only\"", "\"secret\" : \"...\"");
    }

    private Version version() {
        return ((GetOutcome.Found) memory.get(new ObjectKey("access/keys"))).version();
    }

    /// A store that handles some puts differently.
    private abstract static class Puts extends CountingStore {
        private int puts;

        Puts(ObjectStore store) {
            super(store);
        }

        /// @param number of this put, from 1
        abstract PutOutcome put(int number, Supplier<PutOutcome> put);

        @Override
        public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
            puts++;
            return put(puts, () -> super.put(key, content, precondition));
        }
    }
}
