package cairn.storage.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

final class ContentTest {
    private static final long SEED = 20261124;

    /// `bytes` in parts of random lengths.
    private static Content cut(byte[] bytes, SplittableRandom random) {
        Content content = Content.EMPTY;
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(9));
            content = content.plus(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return content;
    }

    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(60)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(2);
        }
        return bytes;
    }

    @Test
    void howItIsCutChangesNothing() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            byte[] one = bytes(random);
            byte[] other = bytes(random);
            int mismatch = Arrays.mismatch(one, other);
            int offset = random.nextInt(one.length + 1);
            Content content = cut(one, random);
            String seed = "seed " + SEED + ", round " + i;
            assertThat(content.toBytes()).as(seed).isEqualTo(one);
            assertThat(content.length()).as(seed).isEqualTo(one.length);
            assertThat(content.from(offset).toBytes())
                    .as(seed)
                    .isEqualTo(Arrays.copyOfRange(one, offset, one.length));
            assertThat(content.sharedWith(cut(other, random)))
                    .as(seed)
                    .isEqualTo(mismatch < 0 ? one.length : mismatch);
        }
    }

    @Test
    void whatGrowsByPartsSharesThemAndStaysAShortList() {
        Content content = Content.EMPTY;
        for (int i = 0; i < 5_000; i++) {
            Content grown = content.plus(new byte[] {(byte) i});
            assertThat(grown.sharedWith(content)).isEqualTo(i);
            assertThat(grown.parts().size()).isLessThanOrEqualTo(256);
            content = grown;
        }
        assertThat(content.toBytes()[4_999]).isEqualTo((byte) 4_999);
    }
}
