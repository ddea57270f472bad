package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cairn.storage.environment.UniqueName;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;
import cairn.storage.register.Register;
import cairn.storage.request.PatientStore;
import cairn.storage.request.SteppedTime;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// Entries and tombstones decode to what was encoded. With one wrong bit they do not decode at all.
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
                    PartitionMap.fresh(4, 0, time),
                    Collections.emptySortedMap(),
                    Description.of("{\"keys\":[\"p\"]}"));

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
    void whatALaterCairnWroteStaysWhenTheEntryIsReplaced() {
        TableEntry later =
                new TableEntry(
                        entry.name(),
                        entry.incarnation(),
                        entry.state(),
                        entry.map(),
                        Collections.emptySortedMap(),
                        new TreeSet<>(List.of("indexes", "stream")),
                        3,
                        entry.descriptor(),
                        Map.of("replicas", "[{\"region\":\"eu-west-1\"},7]"));
        assertThat(register.value(stored(Optional.of(later)))).contains(later);
        Description other = new Description("{}", Set.of("i"), later.needs(), false);
        TableEntry changed =
                later.with(other, () -> PartitionMap.fresh(2, 0, time))
                        .with(TableEntry.State.DELETING);
        TableEntry read = register.value(stored(Optional.of(changed))).orElseThrow();
        assertThat(read.unknown()).isEqualTo(later.unknown());
        assertThat(read.needs()).containsExactly("indexes", "stream");
        assertThat(read.schema()).isEqualTo(4);
        assertThat(read.indexes()).isEqualTo(changed.indexes()).containsOnlyKeys("i");
        assertThatThrownBy(read::checkWritable)
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("[indexes, stream]")
                .hasMessageContaining("catalog/Things");
    }

    /// The checksum is checked first, so a damaged object is not reported as too new.
    @Test
    void anotherFormatIsToldApartFromDamage() {
        byte[] bytes = stored(Optional.of(entry));
        bytes[5] = '4';
        assertThatThrownBy(() -> register.value(bytes)).isInstanceOf(CorruptObject.class);
        assertThatThrownBy(() -> register.value(sound(bytes)))
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("format 4, not 3");
        bytes[5] = '2';
        assertThatThrownBy(() -> register.value(sound(bytes)))
                .isInstanceOf(CorruptObject.class)
                .hasMessageContaining("an earlier Cairn (format 2)");
    }

    /// The object with a correct checksum of its bytes.
    private byte[] sound(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(key.name().getBytes(US_ASCII));
        crc.update(bytes, 0, 7);
        crc.update(bytes, 15, bytes.length - 15);
        byte[] sound = bytes.clone();
        System.arraycopy("%08x".formatted(crc.getValue()).getBytes(US_ASCII), 0, sound, 7, 8);
        return sound;
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
