package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.environment.UniqueName;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.register.Register;
import cairn.storage.request.PatientStore;
import cairn.storage.request.SteppedTime;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

/// Entries and tombstones come back as they were written, and not at all when one bit is wrong.
final class CatalogFormTest {
    private final SteppedTime time = new SteppedTime();
    private final MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
    private final ObjectKey key = CatalogForm.key("Things");
    private final Register<Optional<TableEntry>> register =
            new Register<>(time, new PatientStore(time, store), key, CatalogForm.FORM);
    private final TableEntry entry =
            new TableEntry(
                    "Things",
                    UniqueName.fresh(0, time),
                    TableEntry.State.ACTIVE,
                    PartitionMap.fresh(4, 0, time),
                    "{\"keys\":[\"p\"]}");

    private byte[] stored(Optional<TableEntry> value) {
        register.change(before -> Optional.of(value));
        return ((GetOutcome.Found) store.get(key)).bytes();
    }

    @Test
    void entriesAndTombstonesComeBack() {
        assertThat(register.value(stored(Optional.of(entry)))).contains(entry);
        assertThat(register.value(stored(Optional.empty()))).isEmpty();
    }

    @Test
    void aTombstoneHasOneLengthHoweverOftenItsNameWasUsed() {
        for (int life = 0; life < 40; life++) {
            assertThat(stored(Optional.of(entry))).hasSizeGreaterThan(CatalogForm.TOMBSTONE_BYTES);
            assertThat(stored(Optional.empty())).hasSize(CatalogForm.TOMBSTONE_BYTES);
        }
    }

    @Test
    void everyFlippedBitIsRefused() {
        everyFlippedBitIsRefused(stored(Optional.of(entry)));
        everyFlippedBitIsRefused(stored(Optional.empty()));
    }

    private void everyFlippedBitIsRefused(byte[] bytes) {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> register.value(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(CorruptObject.class);
        }
    }
}
