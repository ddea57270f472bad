/// The parts of AWS that Cairn uses. These are the S3 adapter of the object store port, the KMS
/// adapter of the port for data keys, and calls of functions. The only package that names the AWS
/// SDK. Start with [S3Store].
@NullMarked
package cairn.storage.s3;

import org.jspecify.annotations.NullMarked;
