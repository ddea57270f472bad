package cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// When a client is late. The times differ so much that no pause of the machine matters.
final class LatenessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Lateness late = new Lateness(new Patience(HOUR, HOUR, HOUR, HOUR));

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void aBodyThatStandsStillIsCutSoonWhereOthersWait() {
        late.receives();
        assertThat(late.is(in(Duration.ofMinutes(5)), false)).isFalse();
        assertThat(late.is(in(Duration.ofMinutes(5)), true)).isTrue();
        late.received(1);
        assertThat(late.is(in(Duration.ZERO), true)).isFalse();
        late.never();
        assertThat(late.is(in(Duration.ofDays(1)), true)).isFalse();
    }

    /// A body may take the stall time plus one second per 128 KiB.
    @Test
    void aBodyMustComeAsFastAsItsLengthSays() {
        late.receives();
        late.received(1);
        assertThat(late.is(in(Duration.ofMinutes(70)), false)).isTrue();
        late.receives();
        late.received(1800 * (128 << 10));
        assertThat(late.is(in(Duration.ofMinutes(50)), false)).isFalse();
        assertThat(late.is(in(Duration.ofMinutes(70)), false)).isTrue();
    }

    @Test
    void anAnswerHasATimeThatGoesWithItsLengthUnlessOthersWait() {
        late.sends(1800L * (128 << 10));
        late.sent();
        assertThat(late.is(in(Duration.ofMinutes(50)), false)).isFalse();
        // No progress for an hour, though the whole answer may take an hour and a half.
        assertThat(late.is(in(Duration.ofMinutes(70)), false)).isTrue();
        assertThat(late.is(in(Duration.ofMinutes(5)), false)).isFalse();
        assertThat(late.is(in(Duration.ofMinutes(5)), true)).isTrue();
    }
}
