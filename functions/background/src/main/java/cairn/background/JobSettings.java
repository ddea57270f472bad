package cairn.background;

import cairn.storage.s3.S3Address;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Settings of the background function from environment variables (template.yaml sets them).
///
/// @param store bucket `CAIRN_BUCKET` in `AWS_REGION`; `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`
///   if it is not AWS's
record JobSettings(S3Address store) {

    /// The settings in the given environment variables.
    ///
    /// @throws IllegalArgumentException if a variable is missing
    static JobSettings of(Map<String, String> variables) {
        Optional<String> endpoint =
                set(variables, "AWS_ENDPOINT_URL_S3").or(() -> set(variables, "AWS_ENDPOINT_URL"));
        return new JobSettings(
                new S3Address(
                        required(variables, "CAIRN_BUCKET"),
                        required(variables, "AWS_REGION"),
                        endpoint.map(URI::create)));
    }

    private static String required(Map<String, String> variables, String name) {
        return set(variables, name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private static Optional<String> set(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
