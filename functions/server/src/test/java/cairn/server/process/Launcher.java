package cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs the launcher's commands that end by themselves.
public final class Launcher {
    static final Path PATH = Path.of(System.getProperty("cairn.root"), "cairn");
    private static final int END_SECONDS = 120;

    private Launcher() {}

    /// The end of a command.
    public record Ended(int status, String out, String err) {}

    /// Runs `cairn` and waits for its end.
    ///
    /// @param environment variables in addition to those of this process
    public static Ended run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(PATH.toString());
        command.addAll(arguments);
        Path out = Files.createTempFile("cairn", ".out");
        Path err = Files.createTempFile("cairn", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        // Making the cache for quick starts would print a line in the first run.
        builder.environment().put("CAIRN_AOT", "off");
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        Ended how =
                new Ended(
                        ended ? process.exitValue() : -1,
                        Files.readString(out),
                        Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        assertThat(ended).as("%s ended: %s", arguments, how).isTrue();
        return how;
    }
}
