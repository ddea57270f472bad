package cairn.api;

import cairn.item.Dialect;
import cairn.storage.s3.S3Address;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Settings of the request function from environment variables (template.yaml sets them).
///
/// @param store bucket `CAIRN_BUCKET` in `AWS_REGION`; `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`
///   if it is not AWS's
/// @param account `CAIRN_ACCOUNT`, the account in ARNs
/// @param partitions `CAIRN_PARTITIONS`, the number of partitions of a new table
/// @param dialect `CAIRN_DIALECT` of error messages
/// @param strongIndexReads `CAIRN_STRONG_INDEX_READS`: whether global indexes may be read strongly
///   consistent
/// @param secrets encrypts the secrets of access keys
/// @param compactor the function that compacts; without one, only the sweep does
record RequestSettings(
        S3Address store,
        String account,
        int partitions,
        Dialect dialect,
        boolean strongIndexReads,
        KmsKey secrets,
        Optional<Compactor> compactor) {

    private static final String NO_ACCOUNT = "000000000000";
    private static final int PARTITIONS = 16;
    private static final int PARTITIONS_MAX = 1024;

    /// The background function.
    ///
    /// @param name `CAIRN_COMPACTOR`
    /// @param endpoint `AWS_ENDPOINT_URL_LAMBDA` or `AWS_ENDPOINT_URL`, if Lambda is not AWS's
    record Compactor(String name, Optional<URI> endpoint) {}

    /// A key of KMS.
    ///
    /// @param id `CAIRN_KMS_KEY`: id, ARN or alias
    /// @param endpoint `AWS_ENDPOINT_URL_KMS` or `AWS_ENDPOINT_URL`, if KMS is not AWS's
    record KmsKey(String id, Optional<URI> endpoint) {}

    RequestSettings {
        if (partitions < 1 || partitions > PARTITIONS_MAX) {
            throw new IllegalArgumentException(
                    "CAIRN_PARTITIONS is %d, but must be from 1 to %d"
                            .formatted(partitions, PARTITIONS_MAX));
        }
    }

    /// The settings in the given environment variables.
    ///
    /// @throws IllegalArgumentException if a variable is missing or wrong
    static RequestSettings of(Map<String, String> variables) {
        return new RequestSettings(
                new S3Address(
                        required(variables, "CAIRN_BUCKET"),
                        required(variables, "AWS_REGION"),
                        endpoint(variables, "AWS_ENDPOINT_URL_S3")),
                set(variables, "CAIRN_ACCOUNT").orElse(NO_ACCOUNT),
                set(variables, "CAIRN_PARTITIONS").map(Integer::valueOf).orElse(PARTITIONS),
                set(variables, "CAIRN_DIALECT")
                        .map(RequestSettings::dialect)
                        .orElse(Dialect.ESTABLISHED),
                set(variables, "CAIRN_STRONG_INDEX_READS").map("true"::equals).orElse(false),
                new KmsKey(
                        required(variables, "CAIRN_KMS_KEY"),
                        endpoint(variables, "AWS_ENDPOINT_URL_KMS")),
                set(variables, "CAIRN_COMPACTOR")
                        .map(
                                name ->
                                        new Compactor(
                                                name,
                                                endpoint(variables, "AWS_ENDPOINT_URL_LAMBDA"))));
    }

    private static Dialect dialect(String text) {
        return Dialect.of(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "CAIRN_DIALECT is %s, but must be established or newest"
                                                .formatted(text)));
    }

    private static Optional<URI> endpoint(Map<String, String> variables, String ofService) {
        return set(variables, ofService)
                .or(() -> set(variables, "AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    private static String required(Map<String, String> variables, String name) {
        return set(variables, name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private static Optional<String> set(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
