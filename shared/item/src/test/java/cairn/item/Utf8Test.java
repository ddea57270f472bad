package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

class Utf8Test {
    @Test
    void stringsAreOrderedAsTheirBytesAre() {
        for (int seed = 0; seed < 50_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String a = Samples.text(random);
            String b = Samples.text(random);
            assertThat(Integer.signum(Utf8.ORDER.compare(a, b)))
                    .as("seed %d", seed)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes(a), bytes(b))));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bytesAreSoundIfTheJdkDecodesThem() {
        int sound = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = bytes("ascii text " + Samples.text(random) + Samples.text(random));
            if (random.nextInt(4) > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            boolean decodes = decodes(bytes);
            assertThat(Utf8.isSound(bytes)).as("seed %d", seed).isEqualTo(decodes);
            sound += decodes ? 1 : 0;
        }
        assertThat(sound).isBetween(10_000, 45_000);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// Overlong forms, surrogates, values above the last code point, truncated sequences, and
    /// sequences without a lead byte.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080",
                "c1bf",
                "e08080",
                "e09fbf",
                "f0808080",
                "f08fbfbf",
                "eda080",
                "edbfbf",
                "eda080edb080",
                "f4908080",
                "f5808080",
                "ff",
                "fe",
                "80",
                "c3",
                "e282",
                "f09f98"
            })
    void whatIsNotSoundIsSeenAnywhere(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        for (int before = 0; before < 20; before++) {
            for (String after : new String[] {"", "x", "xxxxxxxxxxxx"}) {
                ByteBuffer bytes = ByteBuffer.allocate(before + wrong.length + after.length());
                bytes.put(bytes("a".repeat(before))).put(wrong).put(bytes(after));
                assertThat(Utf8.isSound(bytes.array())).isFalse();
            }
        }
    }
}
