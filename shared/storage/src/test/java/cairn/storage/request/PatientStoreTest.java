package cairn.storage.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.memory.MemoryStore;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ForwardingStore;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Which requests are retried, for how long, and what counts as success.
final class PatientStoreTest {
    private static final ObjectKey KEY = new ObjectKey("aa/chunk");
    private static final Content CONTENT = Content.of(new byte[] {1, 2, 3});

    private final SteppedTime time = new SteppedTime();
    private final MemoryStore memory = new MemoryStore(() -> Instant.EPOCH);

    /// A store that handles some requests differently, by their number.
    @SuppressWarnings("UnusedVariable") // subclasses use the numbers
    private abstract class Special extends ForwardingStore {
        int gets;
        int puts;

        Special() {
            super(memory);
        }

        PutOutcome put(int number, Supplier<PutOutcome> put) {
            return put.get();
        }

        GetOutcome get(int number, Supplier<GetOutcome> get) {
            return get.get();
        }

        @Override
        public final PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
            puts++;
            return put(puts, () -> super.put(key, content, precondition));
        }

        @Override
        public final GetOutcome get(ObjectKey key) {
            gets++;
            return get(gets, () -> super.get(key));
        }
    }

    @Test
    void aPutForWhichThereIsNoSpaceIsNotTriedAgain() {
        Special store =
                new Special() {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        return new PutOutcome.NotStored("no space");
                    }
                };
        PatientStore patient = new PatientStore(time, store);
        assertThatThrownBy(() -> patient.putData(KEY, CONTENT))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("nothing was stored: no space");
        assertThatThrownBy(() -> patient.replace(KEY, CONTENT.toBytes(), Precondition.ABSENT))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("nothing was stored: no space");
        assertThat(store.puts).isEqualTo(2);
    }

    @Test
    void aRefusedPutOfADataObjectThatIsNotThereIsSentAgain() {
        Special store =
                new Special() {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        return number <= 2 ? new PutOutcome.Refused(Instant.EPOCH) : put.get();
                    }
                };
        new PatientStore(time, store).putData(KEY, CONTENT);
        assertThat(memory.get(KEY)).isInstanceOf(GetOutcome.Found.class);
        assertThat(store.puts).isEqualTo(3);
    }

    @Test
    void aDataObjectThatIsNeverSeenIsNotCalledStored() {
        Special store =
                new Special() {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        return new PutOutcome.Refused(Instant.EPOCH);
                    }
                };
        assertThatThrownBy(() -> new PatientStore(time, store).putData(KEY, CONTENT))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("was refused, but is not seen there");
    }

    @Test
    void aRefusalAfterOurOwnSuccessIsASuccess() {
        Special store =
                new Special() {
                    @Override
                    PutOutcome put(int number, Supplier<PutOutcome> put) {
                        PutOutcome outcome = put.get();
                        return number == 1 ? new PutOutcome.Undecided("lost") : outcome;
                    }

                    @Override
                    GetOutcome get(int number, Supplier<GetOutcome> get) {
                        return number == 1 ? new GetOutcome.Unavailable("503") : get.get();
                    }
                };
        assertThatCode(() -> new PatientStore(time, store).putData(KEY, CONTENT))
                .doesNotThrowAnyException();
        assertThat(store.puts).isEqualTo(3);
        assertThat(store.gets).isEqualTo(2);
    }

    @Test
    void otherBytesUnderANameGivenOnceAreDamage() {
        memory.put(KEY, new byte[] {1, 2, 4}, Precondition.ABSENT);
        assertThatThrownBy(() -> new PatientStore(time, memory).putData(KEY, CONTENT))
                .isInstanceOf(CorruptObject.class);
    }

    /// A store that takes `each` for every request and then returns no outcome.
    private Special silent(Duration each) {
        return new Special() {
            @Override
            PutOutcome put(int number, Supplier<PutOutcome> put) {
                time.step(each);
                return new PutOutcome.Undecided("time-out");
            }

            @Override
            GetOutcome get(int number, Supplier<GetOutcome> get) {
                time.step(each);
                return new GetOutcome.Unavailable("time-out");
            }
        };
    }

    @Test
    void aReadEndsByTime() {
        Special store = silent(Duration.ofSeconds(8));
        assertThatThrownBy(() -> new PatientStore(time, store).get(KEY))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.gets).isEqualTo(2);
    }

    @Test
    void aReadEndsByNumber() {
        Special store = silent(Duration.ZERO);
        assertThatThrownBy(() -> new PatientStore(time, store).get(KEY))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.gets).isEqualTo(6);
    }

    @Test
    void aReplacementEndsByTime() {
        Special store = silent(Duration.ofSeconds(8));
        assertThatThrownBy(
                        () ->
                                new PatientStore(time, store)
                                        .replace(KEY, new byte[1], Precondition.ABSENT))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.puts).isEqualTo(4);
    }

    @Test
    void aLargeObjectHasTimeForASecondTry() {
        Content segment = Content.of(new byte[16 << 20]);
        Special store = silent(Duration.ofSeconds(72));
        assertThatThrownBy(() -> new PatientStore(time, store).putData(KEY, segment))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.puts).isEqualTo(2);
    }
}
