package cairn.storage.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/// Where AWS Lambda gives a function its role's credentials: in variables, or with SnapStart from
/// an endpoint. Nowhere else is looked, which saves the start of a process from reading profiles.
final class FunctionCredentials {
    private FunctionCredentials() {}

    static AwsCredentialsProvider provider() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build());
    }
}
