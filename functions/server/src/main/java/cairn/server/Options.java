package cairn.server;

import cairn.item.Dialect;
import cairn.operations.http.WebPolicy;
import cairn.server.http.Patience;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The options of the command line for serving.
final class Options {
    private static final int PORT_MAX = 65_535;

    @Parameter(names = "--port", order = 1, description = "port to listen on, 0 for any")
    int port = 8000;

    @Parameter(
            names = "--host",
            order = 2,
            description = "address to listen on; beyond loopback signatures are checked")
    String host = "127.0.0.1";

    @ParametersDelegate final StoreOptions place = new StoreOptions();

    @Parameter(
            names = "--auth",
            order = 9,
            description = "check signatures on loopback too, by the access keys of `cairn keys`")
    boolean auth;

    @Parameter(
            names = "--allow-host",
            order = 10,
            description = "without --auth: host name, besides loopback's, to be called by")
    List<String> allowHosts = new ArrayList<>();

    @Parameter(
            names = "--cors",
            order = 11,
            description = "without --auth: origin of web pages, besides loopback's, or * for any")
    List<String> cors = new ArrayList<>();

    @Parameter(
            names = "--memory",
            order = 12,
            description = "heap of the process: 512m, 2g, or a number of megabytes")
    String memory = "512m";

    @Parameter(
            names = "--dialect",
            order = 13,
            description = "which of DynamoDB's two wordings of error messages to answer in")
    Dialect dialect = Dialect.ESTABLISHED;

    @Parameter(
            names = "--strong-index-reads",
            order = 14,
            description =
                    "allow strongly consistent reads of global indexes, which DynamoDB refuses")
    boolean strongIndexReads;

    @Parameter(names = "--log-level", order = 15, description = "how much to log")
    Level logLevel = Level.WARN;

    @Parameter(names = "--version", order = 16, help = true, description = "print it and end")
    boolean version;

    @Parameter(names = "--help", order = 17, help = true, description = "print this and end")
    boolean help;

    @Parameter(names = "--idle-millis", hidden = true, description = "see Patience")
    long idleMillis = 300_000;

    @Parameter(names = "--stall-millis", hidden = true, description = "see Patience")
    long stallMillis = 20_000;

    @Parameter(names = "--room-millis", hidden = true, description = "see Patience")
    long roomMillis = 20_000;

    @Parameter(names = "--drain-millis", hidden = true, description = "see Patience")
    long drainMillis = 8_000;

    @Parameter(names = "--train", hidden = true, description = "answer own requests, then end")
    boolean train;

    @Parameter(hidden = true)
    List<String> rest = new ArrayList<>();

    /// Checks what the types of the options do not.
    ///
    /// @throws ParameterException if a value is out of range
    void check() {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException("--port is 0 to %d, not %d".formatted(PORT_MAX, port));
        }
        if (!rest.isEmpty()) {
            throw new ParameterException("unknown option " + rest.getFirst());
        }
    }

    Patience patience() {
        return new Patience(
                Duration.ofMillis(idleMillis),
                Duration.ofMillis(stallMillis),
                Duration.ofMillis(roomMillis),
                Duration.ofMillis(drainMillis));
    }

    /// Which web pages are served.
    ///
    /// @param checked whether signatures are checked
    WebPolicy web(boolean checked) {
        if (checked) {
            return WebPolicy.anyone();
        }
        Set<String> hosts = new HashSet<>(allowHosts);
        hosts.add(host);
        return WebPolicy.loopback(hosts, Set.copyOf(cors));
    }

    /// Whether callers must sign with an access key. The default is no if only this machine can
    /// call.
    ///
    /// @throws UnknownHostException if the host does not exist
    boolean checksSignatures() throws UnknownHostException {
        return auth || !InetAddress.getByName(host).isLoopbackAddress();
    }

    /// Levels of the log.
    enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
