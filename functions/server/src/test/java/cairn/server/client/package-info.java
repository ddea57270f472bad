/// The job through real clients: AWS SDK for Java, AWS CLI, boto3.
@NullMarked
package cairn.server.client;

import org.jspecify.annotations.NullMarked;
