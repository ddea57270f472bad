package cairn.operations.wire;

import java.util.Collection;

/// Table names in requests, which may be given as a name or an ARN.
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

    /// Checks a table's ARN; a name is of any region and account.
    ///
    /// @throws Failure it is of another service, region or account
    public static void mustBeOf(String nameOrArn, String region, String account) {
        if (nameOrArn.startsWith(ARN)) {
            TableArn.parse(nameOrArn).mustBeOf(region, account);
        }
    }

    /// Checks that a request does not name a table both by its name and by its ARN: one of its
    /// parts would replace the other.
    ///
    /// @throws Failure ValidationException
    public static void checkDistinct(Collection<String> namesOrArns) {
        if (namesOrArns.stream().map(TableNames::of).distinct().count() < namesOrArns.size()) {
            throw Failure.validation(RequestMessage.TABLE_NAMED_TWICE);
        }
    }

    public static String arn(String region, String account, String name) {
        return "arn:aws:dynamodb:" + region + ":" + account + TABLE + name;
    }
}
