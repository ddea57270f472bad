package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.Python;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The main job through boto3 and the AWS CLI.
final class PythonClientsIT {
    @Test
    void boto3AndTheCommandLineDoTheJob(@TempDir Path folder) throws Exception {
        String python = Python.withClients();
        try (ServerProcess server = ServerProcess.onFolder(folder)) {
            String out = Python.run(python, "clients.py", server.endpoint().toString());
            assertThat(out).endsWith("all well\n");
        }
    }
}
