package cairn.operations.wire;

/// The ARN of a table, or of something that belongs to one.
///
/// @param text as sent
/// @param resource the part after `table/`: a table's name, or one of its indexes or streams
public record TableArn(String text, String region, String account, String resource) {
    private static final String TABLE = "table/";
    private static final int PARTS = 6;

    /// @throws Failure the text is not the ARN of a table
    public static TableArn parse(String text) {
        if (!text.startsWith("arn:")) {
            throw Failure.validation(RequestMessage.ARN_START, text);
        }
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS
                || !parts[2].equals("dynamodb")
                || !parts[5].startsWith(TABLE)
                || parts[5].contains("/backup/")) {
            throw Failure.validation(RequestMessage.ARN_OF_ANOTHER_SERVICE, text);
        }
        return new TableArn(text, parts[3], parts[4], parts[5].substring(TABLE.length()));
    }

    /// @throws Failure it has another region or account
    public void mustBeOf(String ourRegion, String ourAccount) {
        if (!region.equals(ourRegion)) {
            throw Failure.validation(RequestMessage.ARN_OF_ANOTHER_REGION, text);
        }
        if (!account.equals(ourAccount)) {
            throw Failure.of(Failure.Type.ACCESS_DENIED, RequestMessage.ARN_OF_ANOTHER_ACCOUNT);
        }
    }
}
