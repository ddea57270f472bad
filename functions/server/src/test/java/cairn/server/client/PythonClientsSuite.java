package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.Python;
import cairn.server.target.Target;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// The main use through boto3 and the AWS CLI.
abstract class PythonClientsSuite {
    /// The target of the tests.
    abstract Target target();

    @Test
    void boto3AndTheCommandLineDoTheJob() throws IOException, InterruptedException {
        String python = Python.withClients();
        String out = Python.run(python, "clients.py", target().door());
        assertThat(out).endsWith("all well\n");
    }
}
