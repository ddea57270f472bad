package cairn.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The tests in Python, run by LocalStack's own.
///
/// Where there is no Python 3.13 for it they are skipped with a line that says so, unless the
/// environment says `CAIRN_LOCALSTACK=required`.
final class PythonIT {
    private static final Path FOLDER = Path.of(System.getProperty("cairn.root"), "localstack");
    private static final int NO_PYTHON = 3;
    private static final int MINUTES_MAX = 10;

    @Test
    void theExecutorPasses() throws IOException, InterruptedException {
        testsIn("executor/tests");
    }

    @Test
    void upAndDownPass() throws IOException, InterruptedException {
        testsIn("tests");
    }

    private static void testsIn(String folder) throws IOException, InterruptedException {
        Run run = run(python(), "-m", "unittest", "discover", "--verbose", "-s", folder);
        assertThat(run.status()).as(run.output()).isZero();
    }

    private static String python() throws IOException, InterruptedException {
        Run install = run(FOLDER.resolve("install").toString());
        if (install.status() == NO_PYTHON
                && !"required".equals(System.getenv("CAIRN_LOCALSTACK"))) {
            System.out.println("SKIPPED: tests of functions on LocalStack, " + install.output());
            Assumptions.abort(install.output());
        }
        assertThat(install.status()).as(install.output()).isZero();
        return install.output().lines().toList().getLast();
    }

    private record Run(int status, String output) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("cairn", "output");
        Process process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("in time").isTrue();
            return new Run(process.exitValue(), Files.readString(output).strip());
        } finally {
            process.destroy();
            Files.delete(output);
        }
    }
}
