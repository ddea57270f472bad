package cairn.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The current execution environments of the request function on one LocalStack. Each is a process
/// with a temporary folder inside LocalStack's.
final class Environments {
    private static final int GONE_SECONDS_MAX = 30;
    private static final String FUNCTION = "AWS_LAMBDA_FUNCTION_NAME=cairn-api";

    private final String folder;

    /// Of the LocalStack that listens on a port.
    Environments(int port) {
        this.folder =
                "TMPDIR=%s/localstack/target/run-%d/"
                        .formatted(System.getProperty("cairn.root"), port);
    }

    /// The processes, frozen or not.
    List<ProcessHandle> all() {
        return ProcessHandle.allProcesses().filter(this::ours).toList();
    }

    /// The processes that serve a request or are starting.
    List<ProcessHandle> awake() {
        return all().stream().filter(process -> !frozen(process)).toList();
    }

    private boolean ours(ProcessHandle process) {
        List<String> variables = List.of(read(process, "environ").orElse("").split("\0", -1));
        return variables.contains(FUNCTION)
                && variables.stream().anyMatch(variable -> variable.startsWith(folder));
    }

    private static boolean frozen(ProcessHandle process) {
        // The state is the first field after the name, which is in brackets and may contain any
        // character.
        return read(process, "stat")
                .map(stat -> stat.startsWith("T", stat.lastIndexOf(')') + 2))
                .orElse(false);
    }

    /// The kernel's data about a process, unless it is gone or belongs to another user.
    private static Optional<String> read(ProcessHandle process, String file) {
        try {
            Path path = Path.of("/proc", Long.toString(process.pid()), file);
            return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Ends a process as `kill -9` does, and waits until it is gone. A handle never refers to a
    /// later process with the same id.
    static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        try {
            process.onExit().get(GONE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("process %d stays".formatted(process.pid()), e);
        }
    }

    /// Ends all processes, so that new processes without a cache answer the next request.
    void killAll() throws Exception {
        for (ProcessHandle process : all()) {
            kill(process);
        }
    }
}
