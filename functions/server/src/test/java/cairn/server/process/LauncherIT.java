package cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The launcher's output and exit status.
final class LauncherIT {
    @TempDir Path folder;

    private static Launcher.Ended run(String... arguments) throws Exception {
        return Launcher.run(Map.of(), List.of(arguments));
    }

    @Test
    void theVersionIsPrinted() throws Exception {
        Launcher.Ended ended = run("--version");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).matches("cairn \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 65536",
                "--port -1",
                "--port many",
                "--port",
                "--no-such-option",
                "word",
                "--memory much",
                "--memory 0m",
                "--log-level loud",
                "--endpoint http://127.0.0.1:1",
                "dump a b",
                "keys list --no-such-option"
            })
    void whatMakesNoSenseIsOneLineAndStatusTwo(String line) throws Exception {
        Launcher.Ended ended = run(line.split(" ", -1));
        assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err().lines()).hasSize(1).allMatch(text -> text.startsWith("cairn: "));
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aWrongJavaHomeIsSaidAndPassedOver() throws Exception {
        Launcher.Ended ended =
                Launcher.run(Map.of("JAVA_HOME", folder.toString()), List.of("--version"));
        assertThat(ended.status()).isZero();
        assertThat(ended.err())
                .startsWith("cairn: JAVA_HOME (" + folder + ") is not a JDK 25 or later; using /");
    }

    @Test
    void optionsOfTheJvmAreTakenAndWin() throws Exception {
        Launcher.Ended ended =
                Launcher.run(
                        Map.of("CAIRN_JAVA_OPTS", "-Xmx96m -XX:+PrintFlagsFinal"),
                        List.of("--version", "--memory", "200"));
        assertThat(ended.status()).isZero();
        String heap =
                Arrays.stream(ended.out().split("\n", -1))
                        .filter(line -> line.contains(" MaxHeapSize "))
                        .findFirst()
                        .orElseThrow();
        assertThat(heap).contains(" " + (96 << 20) + " ", "command line");
    }

    @Test
    void aFolderThatIsRefusedStaysAsItWas() throws Exception {
        Path data = folder.resolve("data");
        Launcher.Ended ended = run("--port", "0", "--data", data.toString(), "--auth");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no access key in");
        assertThat(data).doesNotExist();
    }

    @Test
    void missingCredentialsAreOneLine() throws Exception {
        Launcher.Ended ended =
                Launcher.run(
                        Map.of(
                                "HOME",
                                folder.toString(),
                                "AWS_ACCESS_KEY_ID",
                                "",
                                "AWS_SECRET_ACCESS_KEY",
                                "",
                                "AWS_EC2_METADATA_DISABLED",
                                "true",
                                "CAIRN_JAVA_OPTS",
                                "-Duser.home=" + folder),
                        List.of("--bucket", "things", "--endpoint", "http://127.0.0.1:1"));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).startsWith("cairn: ").contains("AWS_ACCESS_KEY_ID");
    }
}
