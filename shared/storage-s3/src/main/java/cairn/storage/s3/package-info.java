/// The S3 adapter of the object store port, and the KMS adapter of the port for data keys: all that
/// names the AWS SDK. Start with [S3Store].
@NullMarked
package cairn.storage.s3;

import org.jspecify.annotations.NullMarked;
