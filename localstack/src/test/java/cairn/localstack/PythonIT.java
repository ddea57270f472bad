package cairn.localstack;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// Runs the tests in Python, with the Python that LocalStack uses.
final class PythonIT {
    @Test
    void theExecutorPasses() throws IOException, InterruptedException {
        testsIn("executor/tests");
    }

    @Test
    void upAndDownPass() throws IOException, InterruptedException {
        testsIn("tests");
    }

    private static void testsIn(String folder) throws IOException, InterruptedException {
        Script.run(Script.python(), "-m", "unittest", "discover", "--verbose", "-s", folder).ok();
    }
}
