package cairn.server;

import com.beust.jcommander.Parameter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line's options.
final class Options {
    @Parameter(names = "--port", order = 1, description = "port to listen on, 0 for any")
    int port = 8000;

    @Parameter(names = "--host", order = 2, description = "address to listen on: loopback only")
    String host = "127.0.0.1";

    @Parameter(names = "--data", order = 3, description = "folder of the data")
    Path data = Path.of("data");

    @Parameter(names = "--region", order = 4, description = "region that ARNs name")
    String region = "us-east-1";

    @Parameter(names = "--log-level", order = 5, description = "how much to log")
    Level logLevel = Level.WARN;

    @Parameter(names = "--help", order = 6, help = true, description = "print this and end")
    boolean help;

    @Parameter(names = "--train", hidden = true, description = "answer own requests, then end")
    boolean train;

    @Parameter(hidden = true)
    List<String> rest = new ArrayList<>();

    /// Levels of the log.
    enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
