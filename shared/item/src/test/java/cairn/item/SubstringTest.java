package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class SubstringTest {
    /// Counts the characters that a search reads.
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void findsWhatTheJdkFinds() {
        for (int seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String whole = text(random, random.nextInt(60));
            String part =
                    random.nextBoolean() || whole.isEmpty()
                            ? text(random, 1 + random.nextInt(25))
                            : whole.substring(random.nextInt(whole.length())) + text(random, 1);
            assertThat(Substring.search(whole, part))
                    .as("seed %d: %s in %s", seed, part, whole)
                    .isEqualTo(whole.contains(part));
            assertThat(Substring.in(whole, part)).isEqualTo(whole.contains(part));
        }
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    void looksAtEachCharacterAFewTimesHoweverTheTextsAreMade() {
        for (int length : new int[] {10_000, 20_000, 40_000}) {
            for (String end : new String[] {"b", "ab", "ba"}) {
                Counted whole = new Counted("a".repeat(length));
                Counted part = new Counted("a".repeat(length / 2) + end + "a".repeat(length / 4));
                assertThat(Substring.search(whole, part)).isFalse();
                assertThat(whole.looks).isLessThanOrEqualTo(length);
                assertThat(part.looks).isLessThanOrEqualTo(8L * length);
            }
        }
    }

    @Test
    void bytesAreFoundAsTheyAre() {
        byte[] whole = new byte[300];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) i;
        }
        byte[] part = Arrays.copyOfRange(whole, 100, 200);
        assertThat(Binary.of(whole).contains(Binary.of(part))).isTrue();
        part[50]++;
        assertThat(Binary.of(whole).contains(Binary.of(part))).isFalse();
        assertThat(Binary.of(whole).contains(Binary.of(new byte[0]))).isTrue();
    }
}
