package cairn.operations.wire;

/// The ARN of a table, or of something that belongs to one.
///
/// @param text as it was sent
/// @param resource what follows `table/`: a table's name, unless an index or a stream of it is
///   meant
public record TableArn(String text, String region, String account, String resource) {
    private static final String P = "One or more parameter values were invalid: ";
    private static final String TABLE = "table/";
    private static final int PARTS = 6;

    /// @throws Failure it is none
    public static TableArn parse(String text) {
        if (!text.startsWith("arn:")) {
            throw Failure.validation(P + "ARNs must start with 'arn:': " + text);
        }
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS
                || !parts[2].equals("dynamodb")
                || !parts[5].startsWith(TABLE)
                || parts[5].contains("/backup/")) {
            throw Failure.validation(P + "Provided Arn is not a DynamoDB resource arn: " + text);
        }
        return new TableArn(text, parts[3], parts[4], parts[5].substring(TABLE.length()));
    }

    /// @throws Failure it is of elsewhere
    public void mustBeOf(String ourRegion, String ourAccount) {
        if (!region.equals(ourRegion)) {
            throw Failure.validation(
                    "1 validation error detected: Invalid AWS region in '" + text + "'");
        }
        if (!account.equals(ourAccount)) {
            throw Failure.of(Failure.Type.ACCESS_DENIED, "Access is denied");
        }
    }
}
