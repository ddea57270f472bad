package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.port.ObjectKey;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

class KeyFilterTest {
    private static StorageKey key(Random random) {
        byte[] bytes = new byte[8 + random.nextInt(20)];
        random.nextBytes(bytes);
        return StorageKey.of(bytes);
    }

    private static KeyFilter filter(Set<StorageKey> keys) {
        long[] hashes = keys.stream().mapToLong(KeyFilter::hash).toArray();
        // A writer passes an array that is longer than its content.
        return KeyFilter.of(Arrays.copyOf(hashes, hashes.length + 100), hashes.length);
    }

    private static KeyFilter readAgain(KeyFilter filter) {
        ByteWriter out = new ByteWriter(16);
        filter.write(out);
        byte[] bytes = out.toBytes();
        return KeyFilter.read(new ByteReader(new ObjectKey("s"), bytes, 0, bytes.length));
    }

    @Test
    void noKeyIsDeniedAndFewOthersAreAdmitted() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Set<StorageKey> keys = new HashSet<>();
            int count = 1 + random.nextInt(5000);
            while (keys.size() < count) {
                keys.add(key(random));
            }
            KeyFilter filter = readAgain(filter(keys));
            assertThat(keys).as("seed %d", seed).allMatch(filter::mayContain);
            int wrong = 0;
            for (int i = 0; i < 10_000; i++) {
                StorageKey other = key(random);
                wrong += !keys.contains(other) && filter.mayContain(other) ? 1 : 0;
            }
            // 10 bits per key and 7 probes: 0.8 %.
            assertThat(wrong).as("seed %d, %d keys", seed, count).isLessThan(200);
            assertThat(filter.falseRate() * 10_000).isBetween(wrong - 60.0, wrong + 60.0);
        }
    }

    @Test
    void itTakesTenBitsAKey() {
        long[] hashes = new Random(1).longs(8000).toArray();
        assertThat(KeyFilter.of(hashes, 8000).sizeBytes()).isEqualTo(10_000);
        assertThat(KeyFilter.of(hashes, 1).sizeBytes()).isEqualTo(8);
    }
}
