package cairn.server;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// The command line's options for serving.
final class Options {
    @Parameter(names = "--port", order = 1, description = "port to listen on, 0 for any")
    int port = 8000;

    @Parameter(
            names = "--host",
            order = 2,
            description = "address to listen on; beyond loopback signatures are checked")
    String host = "127.0.0.1";

    @ParametersDelegate final Place place = new Place();

    @Parameter(
            names = "--auth",
            order = 9,
            description = "check signatures on loopback too, by the access keys of `cairn keys`")
    boolean auth;

    @Parameter(names = "--log-level", order = 10, description = "how much to log")
    Level logLevel = Level.WARN;

    @Parameter(names = "--help", order = 11, help = true, description = "print this and end")
    boolean help;

    @Parameter(names = "--train", hidden = true, description = "answer own requests, then end")
    boolean train;

    @Parameter(hidden = true)
    List<String> rest = new ArrayList<>();

    /// Whether callers must sign with an access key: not where only this machine can call, unless
    /// asked for.
    ///
    /// @throws UnknownHostException there is no such host
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
