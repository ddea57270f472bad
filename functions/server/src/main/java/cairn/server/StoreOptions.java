package cairn.server;

import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeys;
import cairn.storage.s3.KmsDataKeys;
import cairn.storage.s3.S3Address;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The options that name the location of the data and the key for its secrets. Serving and `keys`
/// share them.
final class StoreOptions {
    private static final int LINKS_MAX = 40;

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

    @Parameter(
            names = "--key-file",
            order = 7,
            description =
                    "what access keys' secrets are encrypted with (default: ~/.config/cairn/key)")
    @Nullable Path keyFile;

    @Parameter(
            names = "--kms-key",
            order = 8,
            description = "KMS key to encrypt them with, not a file: id, ARN or alias")
    @Nullable String kmsKey;

    /// The location of the data.
    ///
    /// @throws ParameterException if the options do not fit together
    StoreLocation home() {
        if (kmsKey != null && keyFile != null) {
            throw new ParameterException("secrets are encrypted by a file or by KMS, not both");
        }
        if (bucket == null) {
            if (endpoint != null) {
                throw new ParameterException("--endpoint goes with --bucket");
            }
            return folder(data == null ? Path.of("data") : data);
        }
        if (data != null) {
            throw new ParameterException("data is in a folder or in a bucket, not both");
        }
        return new StoreLocation.Bucket(
                new S3Address(bucket, region, Optional.ofNullable(endpoint)));
    }

    private StoreLocation folder(Path path) {
        Path key = keyFile == null ? KeyFile.usual() : keyFile;
        if (kmsKey == null && resolved(key).startsWith(resolved(path))) {
            throw new ParameterException(
                    "the key file %s must not be in the folder of the data, which would open itself"
                            .formatted(key));
        }
        return new StoreLocation.Folder(path);
    }

    private static Path resolved(Path path) {
        return resolved(path.toAbsolutePath().normalize(), LINKS_MAX);
    }

    /// The target of a path. Links are followed as far as the path exists.
    private static Path resolved(Path path, int linksMax) {
        Path parent = path.getParent();
        try {
            return path.toRealPath();
        } catch (IOException e) {
            if (parent == null) {
                return path;
            }
        }
        if (!Files.isSymbolicLink(path)) {
            return resolved(parent, linksMax).resolve(path.getFileName());
        }
        try {
            if (linksMax > 0) {
                return resolved(parent.resolve(Files.readSymbolicLink(path)), linksMax - 1);
            }
        } catch (IOException e) {
            // Thrown below.
        }
        throw new ParameterException("the link %s leads nowhere".formatted(path));
    }

    /// The key that encrypts the secrets of access keys. It is neither read nor connected to before
    /// its first use.
    DataKeys dataKeys(Environment environment) {
        return kmsKey != null
                ? new KmsDataKeys(kmsKey, region)
                : new KeyFile(keyFile == null ? KeyFile.usual() : keyFile, environment);
    }

    /// The options that name the location, as a user would type them.
    String typed() {
        StringBuilder typed = new StringBuilder();
        if (bucket == null) {
            typed.append(" --data ").append(data == null ? "data" : data);
        } else {
            typed.append(" --bucket ").append(bucket).append(" --region ").append(region);
        }
        append(typed, " --endpoint ", endpoint);
        append(typed, " --key-file ", keyFile);
        append(typed, " --kms-key ", kmsKey);
        return typed.toString();
    }

    private static void append(StringBuilder typed, String option, @Nullable Object value) {
        if (value != null) {
            typed.append(option).append(value);
        }
    }
}
