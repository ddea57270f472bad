package cairn.operations.wire;

import java.util.Collection;

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

    /// Checks that no table of a request stands there twice, by its name and by its ARN: its parts
    /// would take each other's place.
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
