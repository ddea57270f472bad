package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The main job through boto3 and the AWS CLI. Where Python has them not, they are installed into a
/// virtual environment of the build.
final class PythonClientsIT {
    private static final Path SCRIPTS =
            Path.of(System.getProperty("cairn.root"), "functions/server/src/test/python");
    private static final int INSTALL_SECONDS = 300;
    private static final int RUN_SECONDS = 120;

    @Test
    void boto3AndTheCommandLineDoTheJob(@TempDir Path folder) throws Exception {
        String python = python();
        try (ServerProcess server = ServerProcess.onFolder(folder)) {
            String script = SCRIPTS.resolve("clients.py").toString();
            String out = run(RUN_SECONDS, python, script, server.endpoint().toString());
            assertThat(out).endsWith("all well\n");
        }
    }

    /// A Python that has the clients.
    private static String python() throws IOException, InterruptedException {
        if (succeeds("python3", "-c", "import boto3, awscli")) {
            return "python3";
        }
        Path environment =
                Path.of(System.getProperty("cairn.root"), "functions/server/target/clients");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(environment.resolve("ready"))) {
            run(INSTALL_SECONDS, "python3", "-m", "venv", environment.toString());
            String list = SCRIPTS.resolve("requirements.txt").toString();
            run(INSTALL_SECONDS, python.toString(), "-m", "pip", "install", "-q", "-r", list);
            Files.createFile(environment.resolve("ready"));
        }
        return python.toString();
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    private static String run(int seconds, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("clients", ".out");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        Files.delete(out);
        assertThat(ended).as("%s ended: %s", List.of(command), text).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }
}
