/// The job through real clients: AWS SDK for Java, AWS CLI, boto3. The same suites run against
/// every target; those of S3 and of functions are in the module localstack. Start at
/// [ClientsSuite].
@NullMarked
package cairn.server.client;

import org.jspecify.annotations.NullMarked;
