package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Python sources are formatted, and ruff finds no mistakes in them. If ruff cannot be installed,
/// the test is skipped with a line that reports that. The variable `CAIRN_LOCALSTACK=required`,
/// which the continuous integration sets, prevents the skip.
final class PythonTest {
    private static final int NOT_INSTALLED = 3;
    private static final int MINUTES_MAX = 3;

    @ParameterizedTest
    @ValueSource(strings = {"check --output-format=concise", "format --check"})
    void ruffFindsNothing(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addFirst(Repository.HERE.root().resolve("shared/tidy/ruff").toString());
        Path out = Files.createTempFile("ruff", ".out");
        try {
            Process ruff =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            boolean ended = ruff.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            ruff.destroy();
            String found = Files.readString(out);
            assertThat(ended).as("%s ended: %s", command, found).isTrue();
            boolean required = "required".equals(System.getenv("CAIRN_LOCALSTACK"));
            if (ruff.exitValue() == NOT_INSTALLED && !required) {
                System.out.println("SKIPPED: rules for Python, " + found.strip());
                Assumptions.abort(found);
            }
            assertThat(ruff.exitValue()).as("ruff %s: %s", command, found).isZero();
        } finally {
            Files.delete(out);
        }
    }
}
