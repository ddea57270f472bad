package cairn.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A command in the folder of this module, and its result.
///
/// @param command the command with its arguments
record Script(List<String> command, int status, String out, String err) {
    private static final Path FOLDER = Path.of(System.getProperty("cairn.root"), "localstack");
    private static final int NO_PYTHON = 3;
    private static final int MINUTES_MAX = 10;

    private static Optional<String> lacking = Optional.empty();

    /// Runs a command until it ends. Its name is a path in the folder or on this machine.
    static Script run(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve(name).toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("cairn", ".out");
        Path err = Files.createTempFile("cairn", ".err");
        Process process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            return new Script(
                    command, process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroy();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// Starts a command that runs until this JVM ends. Its output goes to a file of its name in
    /// `target`.
    static void start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve(name).toString());
        command.addAll(List.of(arguments));
        Path log = Files.createDirectories(Path.of("target")).resolve(name + ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /// The output, if the command succeeded.
    String ok() {
        assertThat(status).as("%s: %s%s", command, out, err).isZero();
        return out.strip();
    }

    /// The Python that LocalStack is installed with. If there is none, the running test is skipped
    /// and a line reports that once, unless `CAIRN_LOCALSTACK=required` is set.
    static synchronized String python() throws IOException, InterruptedException {
        lacking.ifPresent(Assumptions::abort);
        Script install = run("install");
        if (install.status == NO_PYTHON && !"required".equals(System.getenv("CAIRN_LOCALSTACK"))) {
            lacking = Optional.of(install.err.strip());
            System.out.println("SKIPPED: functions on LocalStack, " + install.err.strip());
            Assumptions.abort(install.err.strip());
        }
        return install.ok();
    }
}
