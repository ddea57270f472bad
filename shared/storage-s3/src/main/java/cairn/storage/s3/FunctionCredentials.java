package cairn.storage.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/// The places where AWS Lambda gives a function its role's credentials: variables, or an endpoint
/// with SnapStart. No other place is read, so a process starts without reading profiles.
final class FunctionCredentials {
    private FunctionCredentials() {}

    static AwsCredentialsProvider provider() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build());
    }
}
