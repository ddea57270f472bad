package cairn.operations.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;

class JsonWeightTest {
    private static long bytes(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return new JsonWeight().add(text, 0, text.length).bytes();
    }

    @Test
    void marksInsideOfStringsWeighNothing() {
        assertThat(bytes("{},[:")).isEqualTo(2 * 5 + 4 * 100);
        assertThat(bytes("\"{,[:\"")).isEqualTo(2 * 6);
        assertThat(bytes("\"\\\",\"")).isEqualTo(2 * 5);
        assertThat(bytes("\"\\\\\",")).isEqualTo(2 * 5 + 100);
    }

    @Test
    void piecesWeighWhatTheWholeDoes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] text = new byte[random.nextInt(60)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) "{}[],:\"\\a".charAt(random.nextInt(9));
            }
            JsonWeight pieces = new JsonWeight();
            int from = 0;
            while (from < text.length) {
                int to = from + 1 + random.nextInt(text.length - from);
                pieces.add(text, from, to);
                from = to;
            }
            JsonWeight whole = new JsonWeight().add(text, 0, text.length);
            assertThat(pieces.bytes()).as("seed %d", seed).isEqualTo(whole.bytes());
            assertThat(pieces.length()).isEqualTo(text.length);
        }
    }
}
