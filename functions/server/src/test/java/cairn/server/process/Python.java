package cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Python with boto3 and the AWS CLI. If they are missing, they are installed into a virtual
/// environment of the build.
public final class Python {
    private static final Path SCRIPTS =
            Path.of(System.getProperty("cairn.root"), "functions/server/src/test/python");
    private static final int INSTALL_SECONDS = 300;
    private static final int RUN_SECONDS = 120;

    private Python() {}

    /// The path of a Python that has the clients.
    public static String withClients() throws IOException, InterruptedException {
        if (succeeds("python3", "-c", "import boto3, awscli")) {
            return "python3";
        }
        Path environment =
                Path.of(System.getProperty("cairn.root"), "functions/server/target/clients");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(environment.resolve("ready"))) {
            run(INSTALL_SECONDS, Map.of(), "python3", "-m", "venv", environment.toString());
            String list = SCRIPTS.resolve("requirements.txt").toString();
            run(
                    INSTALL_SECONDS,
                    Map.of(),
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "-r",
                    list);
            Files.createFile(environment.resolve("ready"));
        }
        return python.toString();
    }

    /// Runs one of the project's scripts, which must succeed.
    ///
    /// @param door its endpoint is the script's first argument
    /// @return the output of the script
    public static String run(String python, String script, SignedEndpoint door, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(python);
        command.add(SCRIPTS.resolve(script).toString());
        command.add(door.endpoint().toString());
        command.addAll(List.of(arguments));
        return run(RUN_SECONDS, door.variables(), command.toArray(String[]::new));
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    private static String run(int seconds, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("clients", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        Files.delete(out);
        assertThat(ended).as("%s ended: %s", List.of(command), text).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }
}
