package cairn.api.runtime;

import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.s3.KmsDataKeys;
import cairn.storage.s3.LocalStack;
import cairn.storage.s3.S3Address;
import cairn.storage.s3.S3Store;

import java.util.Map;

/// A bucket on LocalStack as in a deployment, for which an administrator has made a key.
///
/// @param variables the environment variables by which a function finds it
public record KeyedBucket(S3Address address, Map<String, String> variables, HttpEvents admin) {

    /// Makes an unused bucket.
    public static KeyedBucket fresh() {
        LocalStack localStack = LocalStack.started();
        S3Address address = localStack.freshBucket();
        String kmsKey = localStack.freshKmsKey();
        Map<String, String> variables =
                Map.of(
                        "CAIRN_BUCKET",
                        address.bucket(),
                        "CAIRN_KMS_KEY",
                        kmsKey,
                        "AWS_ENDPOINT_URL",
                        address.endpoint().orElseThrow().toString());
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new AssertionError(name, e);
                        });
        try (S3Store store = LocalStack.store(address);
                KmsDataKeys dataKeys = LocalStack.dataKeys(kmsKey)) {
            IssuedKey key = new AccessKeys(environment, store, dataKeys).create("root", Role.ADMIN);
            return new KeyedBucket(
                    address, variables, new HttpEvents(key.key().id(), key.secret()));
        }
    }
}
