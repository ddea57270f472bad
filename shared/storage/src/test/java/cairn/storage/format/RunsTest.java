package cairn.storage.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.TreeMap;

class RunsTest {
    /// Compares with a map, which omits runs without a value.
    @Test
    void anyOrderOfChangesGivesTheValuesSetLast() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Runs<String> runs = Runs.all("");
            TreeMap<Integer, String> expected = new TreeMap<>();
            for (int i = 0; i < 20; i++) {
                int run = random.nextInt(6);
                String value = random.nextBoolean() ? "" : Integer.toString(i);
                runs = runs.with(run, value);
                expected.put(run, value);
                expected.values().remove("");
                for (int n = 0; n < 8; n++) {
                    assertThat(runs.of(n))
                            .as("seed %d", seed)
                            .isEqualTo(expected.getOrDefault(n, ""));
                }
                assertThat(runs.numbers().boxed().toList())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(expected.keySet());
            }
            Runs<String> again = Runs.all("");
            for (var entry : expected.entrySet()) {
                again = again.with(entry.getKey(), entry.getValue());
            }
            assertThat(runs).as("seed %d", seed).isEqualTo(again);
        }
    }
}
