package cairn.storage.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.memory.MemoryStore;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ForwardingStore;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.request.PatientStore;
import cairn.storage.request.SteppedTime;
import cairn.storage.request.StoreUnavailable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// A register applies each change once, or does not report it as applied.
final class RegisterTest {
    private static final ObjectKey KEY = new ObjectKey("catalog/count");

    /// The form of a register that holds a number.
    private enum Count implements Register.Form<Long> {
        FORM;

        @Override
        public CheckedText.Kind kind() {
            return CheckedText.Kind.CATALOG;
        }

        @Override
        public Long absent() {
            return 0L;
        }

        @Override
        public void write(JsonGenerator json, Long value) throws IOException {
            json.writeNumber(value);
        }

        @Override
        public Long read(JsonParser json) throws IOException {
            return json.getLongValue();
        }
    }

    private final SteppedTime time = new SteppedTime();
    private final MemoryStore memory = new MemoryStore(() -> Instant.EPOCH);
    private final Register<Long> others = on(memory);

    private Register<Long> on(ObjectStore store) {
        return new Register<>(time, new PatientStore(time, store), KEY, Count.FORM);
    }

    private static void plusOne(Register<Long> register) {
        register.change(count -> Optional.of(count + 1));
    }

    /// A store whose first put takes effect only if `stored`, and returns no outcome either way.
    /// Before it returns, other processes make `othersChanges` changes.
    private ObjectStore doubtful(boolean stored, int othersChanges) {
        return new ForwardingStore(memory) {
            private int puts;

            @Override
            public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
                puts++;
                Supplier<PutOutcome> put = () -> super.put(key, content, precondition);
                if (puts > 1) {
                    return put.get();
                }
                if (stored) {
                    assertThat(put.get()).isInstanceOf(PutOutcome.Stored.class);
                }
                for (int change = 0; change < othersChanges; change++) {
                    plusOne(others);
                }
                return new PutOutcome.Undecided("lost");
            }
        };
    }

    @Test
    void whatItHoldsComesBack() {
        assertThat(others.value()).isZero();
        plusOne(others);
        assertThat(others.value()).isEqualTo(1);
        assertThat(others.change(count -> Optional.empty())).isEqualTo(1);
    }

    @Test
    void aChangeThatWasStoredIsFoundAmongThoseOfOthers() {
        for (int changes = 0; changes < RecentCommits.IDS_MAX; changes++) {
            long before = others.value();
            plusOne(on(doubtful(true, changes)));
            assertThat(others.value()).as("%d changes", changes).isEqualTo(before + changes + 1);
        }
    }

    @Test
    void aChangeThatWasNotStoredIsMadeOnWhatOthersLeft() {
        for (int changes = 1; changes <= RecentCommits.IDS_MAX; changes++) {
            long before = others.value();
            plusOne(on(doubtful(false, changes)));
            assertThat(others.value()).as("%d changes", changes).isEqualTo(before + changes + 1);
        }
    }

    @Test
    void nobodySaysWhatBecameOfAChangeWhoseIdOthersPushedOut() {
        for (boolean stored : new boolean[] {true, false}) {
            long before = others.value();
            int changes = RecentCommits.IDS_MAX + 1;
            assertThatThrownBy(() -> plusOne(on(doubtful(stored, changes))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("nobody can tell");
            assertThat(others.value()).isEqualTo(before + changes + (stored ? 1 : 0));
        }
    }

    @Test
    void noBitIsBelievedThatWasNotWritten() {
        plusOne(others);
        byte[] bytes = bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused(flipped, "bit " + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "the first " + length);
        }
        refused(Arrays.copyOf(bytes, bytes.length + 1), "one byte more");
        assertThat(others.value(bytes)).isEqualTo(1);
    }

    @Test
    void anObjectInAnothersPlaceIsDamage() {
        plusOne(others);
        Register<Long> elsewhere =
                new Register<>(
                        time,
                        new PatientStore(time, memory),
                        new ObjectKey("catalog/other"),
                        Count.FORM);
        assertThatThrownBy(() -> elsewhere.value(bytes())).isInstanceOf(CorruptObject.class);
    }

    @Test
    void theFormOfAnEarlierCairnIsNamedAsSuch() {
        byte[] earlier = "{\"format\":1,\"commits\":[]}     ".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> others.value(earlier))
                .isInstanceOf(CorruptObject.class)
                .hasMessageContaining("an earlier Cairn")
                .hasMessageContaining("catalog/count at byte 0");
    }

    @Test
    void itIsReadableText() {
        plusOne(others);
        assertThat(new String(bytes(), StandardCharsets.US_ASCII).lines())
                .satisfiesExactly(
                        first -> assertThat(first).matches("CRNT 3 [0-9a-f]{8}"),
                        text ->
                                assertThat(text)
                                        .startsWith("{\"sequence\":1,\"commits\":[\"")
                                        .endsWith("\"],\"value\":1}"));
    }

    private byte[] bytes() {
        return ((GetOutcome.Found) memory.get(KEY)).bytes();
    }

    private void refused(byte[] bytes, String what) {
        assertThatThrownBy(() -> others.value(bytes)).as(what).isInstanceOf(CorruptObject.class);
    }
}
