package cairn.operations.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/// The shapes that several operations' requests are made of (service model 2012-08-10).
public final class Shapes {
    private static final String MODEL = "com.amazonaws.dynamodb.v20120810.";

    public static final Shape TEXT = new Shape.Str();
    public static final Shape BOOL = new Shape.Bool();
    public static final Shape INTEGER = new Shape.Whole("Integer");
    public static final Shape LONG = new Shape.Whole("Long");
    public static final Shape TIME = new Shape.Time();
    public static final Shape ANY = new Shape.Any();
    public static final Shape TEXTS = new Shape.ListOf(TEXT);
    public static final Shape VALUE = value();
    public static final Shape ITEM = new Shape.MapOf(VALUE, MODEL + "AttributeValue");
    public static final Shape NAMES = new Shape.MapOf(TEXT, "java.lang.String");

    private Shapes() {}

    private static Shape value() {
        Shape self = new Shape.Later(() -> VALUE);
        Shape blob = new Shape.Blob();
        return struct(
                "AttributeValue",
                "S",
                TEXT,
                "N",
                TEXT,
                "B",
                blob,
                "BOOL",
                BOOL,
                "NULL",
                BOOL,
                "SS",
                TEXTS,
                "NS",
                TEXTS,
                "BS",
                new Shape.ListOf(blob),
                "L",
                new Shape.ListOf(self),
                "M",
                new Shape.MapOf(self, MODEL + "AttributeValue"));
    }

    /// A structure.
    ///
    /// @param members names and shapes by turns
    public static Shape struct(String name, Object... members) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            shapes.put((String) members[i], (Shape) members[i + 1]);
        }
        return new Shape.Struct(MODEL + name, shapes);
    }
}
