/// The main use through real clients: AWS SDK for Java, AWS CLI, boto3, and the calls of
/// Terraform's provider. The same suites run against every target. The suites for S3 and for
/// functions are in the module localstack. Start at [ClientsSuite].
@NullMarked
package cairn.server.client;

import org.jspecify.annotations.NullMarked;
