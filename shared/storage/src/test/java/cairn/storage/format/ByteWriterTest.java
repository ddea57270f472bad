package cairn.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The reader returns what was written, and nothing else.
class ByteWriterTest {
    private static ByteReader reader(byte[] bytes) {
        return new ByteReader(new ObjectKey("object"), bytes, 0, bytes.length);
    }

    /// A random number of any magnitude.
    private static long number(Random random) {
        return random.nextLong() >>> random.nextInt(64);
    }

    @Test
    void numbersOfAllLengthsComeBack() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            ByteWriter out = new ByteWriter(random.nextInt(4));
            List<Long> numbers = new ArrayList<>(List.of(0L, 127L, 128L, Long.MAX_VALUE, -1L));
            for (int i = 0; i < 50; i++) {
                numbers.add(number(random));
            }
            int length = 0;
            for (long number : numbers) {
                out.varint(number).u64(number).u32((int) number).u16((int) number & 0xffff);
                length += ByteWriter.varintLength(number) + 14;
            }
            assertThat(out.length()).as("seed %d", seed).isEqualTo(length);
            ByteReader in = reader(out.toBytes());
            for (long number : numbers) {
                assertThat(in.varint()).as("seed %d", seed).isEqualTo(number);
                assertThat(in.u64()).isEqualTo(number);
                assertThat(in.u32()).isEqualTo((int) number);
                assertThat(in.u16()).isEqualTo((int) number & 0xffff);
            }
            assertThat(in.atEnd()).isTrue();
        }
    }

    @Test
    void keysComeBackFromWhatTheyShare() {
        Random random = new Random(5);
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] key = new byte[random.nextInt(12)];
            for (int b = 0; b < key.length; b++) {
                key[b] = (byte) random.nextInt(2);
            }
            keys.add(key);
        }
        keys.sort(Arrays::compareUnsigned);
        ByteWriter out = new ByteWriter(16);
        byte[] previous = new byte[0];
        for (byte[] key : keys) {
            out.keyAfter(previous, key);
            previous = key;
        }
        ByteReader in = reader(out.toBytes());
        previous = new byte[0];
        for (byte[] key : keys) {
            previous = in.keyAfter(previous);
            assertThat(previous).isEqualTo(key);
        }
    }

    @Test
    void whatIsCutShortIsDamage() {
        byte[] whole = new ByteWriter(16).varint(Long.MAX_VALUE).string(new byte[5]).toBytes();
        for (int length = 0; length < whole.length; length++) {
            ByteReader in = reader(Arrays.copyOf(whole, length));
            assertThatThrownBy(
                            () -> {
                                in.varint();
                                in.string();
                            })
                    .as("%d bytes", length)
                    .isInstanceOf(CorruptObject.class);
        }
    }

    @Test
    void whatIsCompressedComesBackInItsLengthOnly() {
        Random random = new Random(9);
        for (int length : new int[] {0, 1, 100, 70_000}) {
            byte[] raw = new byte[length];
            for (int i = 0; i < length; i++) {
                raw[i] = (byte) random.nextInt(4);
            }
            byte[] packed = Compression.compressed(raw, length, 0);
            byte[] back = new byte[length];
            assertThat(Compression.decompress(packed, 0, packed.length, back)).isTrue();
            assertThat(back).isEqualTo(raw);
            assertThat(Compression.decompress(packed, 0, packed.length, new byte[length + 1]))
                    .isFalse();
        }
    }
}
