package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// The folder store on the worst disk ([CrashWorld]). Without any one rule, a seed fails soon.
///
/// `-Dfolder.seeds=20000` runs that many seeds; `-Dfolder.from=17` starts at seed 17.
class CrashPropertyTest {
    private static final int SEEDS = Integer.getInteger("folder.seeds", 600);
    private static final long FROM = Long.getLong("folder.from", 1);
    private static final int SEEDS_TO_CATCH_A_BUG = 500;

    private static Optional<String> failure(long seed, Set<FolderRule> rules) {
        try {
            new CrashWorld(seed, rules).run();
            return Optional.empty();
        } catch (IOException | RuntimeException | AssertionError e) {
            return Optional.of("seed " + seed + ": " + e);
        }
    }

    @Test
    void everyAcknowledgedChangeSurvivesAnyKillAndAnyPowerLoss() {
        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            assertThat(failure(seed, FolderRule.ALL)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(FolderRule.class)
    void leavingOutARuleIsNoticed(FolderRule rule) {
        for (long seed = 1; seed <= SEEDS_TO_CATCH_A_BUG; seed++) {
            Optional<String> failure = failure(seed, FolderRule.without(rule));
            if (failure.isPresent()) {
                System.out.printf("folder: without %s %s%n", rule, failure.get());
                return;
            }
        }
        assertThat(SEEDS_TO_CATCH_A_BUG).as("no seed fails without " + rule).isZero();
    }
}
