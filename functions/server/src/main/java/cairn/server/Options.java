package cairn.server;

import cairn.storage.s3.S3Address;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line's options.
final class Options {
    @Parameter(names = "--port", order = 1, description = "port to listen on, 0 for any")
    int port = 8000;

    @Parameter(names = "--host", order = 2, description = "address to listen on: loopback only")
    String host = "127.0.0.1";

    @Parameter(names = "--data", order = 3, description = "folder of the data (default: data)")
    @Nullable Path data;

    @Parameter(names = "--bucket", order = 4, description = "S3 bucket of the data, not a folder")
    @Nullable String bucket;

    @Parameter(names = "--region", order = 5, description = "region of the bucket and in ARNs")
    String region = "us-east-1";

    @Parameter(
            names = "--endpoint",
            order = 6,
            description = "URL of the store of the bucket, if it is not AWS")
    @Nullable URI endpoint;

    @Parameter(names = "--log-level", order = 7, description = "how much to log")
    Level logLevel = Level.WARN;

    @Parameter(names = "--help", order = 8, help = true, description = "print this and end")
    boolean help;

    @Parameter(names = "--train", hidden = true, description = "answer own requests, then end")
    boolean train;

    @Parameter(hidden = true)
    List<String> rest = new ArrayList<>();

    /// Where the data lives.
    ///
    /// @throws ParameterException options that do not go together
    Home home() {
        if (bucket == null) {
            if (endpoint != null) {
                throw new ParameterException("--endpoint goes with --bucket");
            }
            return new Home.Folder(data == null ? Path.of("data") : data);
        }
        if (data != null) {
            throw new ParameterException("data is in a folder or in a bucket, not both");
        }
        return new Home.Bucket(new S3Address(bucket, region, Optional.ofNullable(endpoint)));
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
