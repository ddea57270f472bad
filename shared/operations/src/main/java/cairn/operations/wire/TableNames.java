package cairn.operations.wire;

/// Where a request names a table it may give the name or the ARN.
public final class TableNames {
    private static final String ARN = "arn:";
    private static final String TABLE = ":table/";

    private TableNames() {}

    /// The table's name.
    public static String of(String nameOrArn) {
        int cut = nameOrArn.indexOf(TABLE);
        return nameOrArn.startsWith(ARN) && cut >= 0
                ? nameOrArn.substring(cut + TABLE.length())
                : nameOrArn;
    }

    public static String arn(String region, String account, String name) {
        return "arn:aws:dynamodb:" + region + ":" + account + TABLE + name;
    }
}
