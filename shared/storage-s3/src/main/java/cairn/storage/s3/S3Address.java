package cairn.storage.s3;

import java.net.URI;
import java.util.Optional;

/// The address of a bucket. The AWS SDK's usual sources give the credentials (environment, profile,
/// role).
///
/// @param endpoint the endpoint of a store that is not AWS's, which is then addressed by path
///   (`/bucket/key`)
public record S3Address(String bucket, String region, Optional<URI> endpoint) {
    @Override
    public String toString() {
        return endpoint.map(uri -> uri + "/" + bucket).orElse("s3://" + bucket);
    }
}
