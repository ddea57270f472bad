package cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Dialect;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.UnknownHostException;

/// When signatures are checked, and the messages that report mistakes.
final class OptionsTest {
    private static boolean checks(String... arguments) throws UnknownHostException {
        Options options = new Options();
        new JCommander(options).parse(arguments);
        return options.checksSignatures();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1"})
    void beyondLoopbackAlways(String host) throws UnknownHostException {
        assertThat(checks("--host", host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void onLoopbackWhenAskedFor(String host) throws UnknownHostException {
        assertThat(checks("--host", host)).isFalse();
        assertThat(checks("--host", host, "--auth")).isTrue();
    }

    @Test
    void theDialectIsTheEstablishedOneUnlessTheNewestIsAskedFor() {
        Options options = new Options();
        new JCommander(options).parse();
        assertThat(options.dialect).isEqualTo(Dialect.ESTABLISHED);
        new JCommander(options).parse("--dialect", "newest");
        assertThat(options.dialect).isEqualTo(Dialect.NEWEST);
        assertThatThrownBy(() -> new JCommander(options).parse("--dialect", "old"))
                .isInstanceOf(ParameterException.class);
    }

    @Test
    void aHostThatIsNoneIsNoLoopback() {
        assertThatThrownBy(() -> checks("--host", "no.such.host.invalid"))
                .isInstanceOf(UnknownHostException.class);
    }
}
