package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What type a member of a request has: DynamoDB's type layer, which is judged before anything else
/// and answers with the first problem (observed).
public sealed interface Shape {
    record Str() implements Shape {}

    record Bool() implements Shape {}

    /// @param name what messages call it: Integer or Long
    record Whole(String name) implements Shape {}

    /// A moment: seconds since 1970, with a fraction or without.
    record Time() implements Shape {}

    record Blob() implements Shape {}

    record ListOf(Shape element) implements Shape {}

    /// @param name what messages call its values
    record MapOf(Shape value, String name) implements Shape {}

    /// @param name what messages call it
    record Struct(String name, Map<String, Shape> members) implements Shape {}

    /// A shape that holds itself.
    record Later(Supplier<Shape> shape) implements Shape {}

    /// Any JSON: what it is is judged elsewhere.
    record Any() implements Shape {}

    /// Checks `json` and all in it; members that are null or unknown are as good as absent.
    ///
    /// @throws Failure SerializationException
    default void check(Json json) {
        if (json instanceof Json.Null) {
            return;
        }
        switch (this) {
            case Any any -> {}
            case Later(Supplier<Shape> shape) -> shape.get().check(json);
            case Str str -> {
                if (!(json instanceof Json.Text)) {
                    throw wrong(json, "class java.lang.String", cannot(json, "String"));
                }
            }
            case Bool bool -> {
                if (!(json instanceof Json.Bool)) {
                    throw wrong(
                            json,
                            "class java.lang.Boolean",
                            "Unexpected token received from parser");
                }
            }
            case Whole(String name) -> {
                if (!(json instanceof Json.Num number) || !fits(number, name)) {
                    throw wrong(json, "class java.lang." + name, cannot(json, name));
                }
            }
            case Time time -> {
                if (!(json instanceof Json.Num)) {
                    throw wrong(json, "class java.util.Date", cannot(json, "Date"));
                }
            }
            case Blob blob -> Base64Text.check(json);
            case ListOf(Shape element) -> elements(json).forEach(element::check);
            case MapOf(Shape value, String name) ->
                    fields(
                                    json,
                                    "java.util.Map<java.lang.String, " + name + ">",
                                    "Unexpected field type")
                            .values()
                            .forEach(value::check);
            case Struct(String name, Map<String, Shape> members) ->
                    fields(json, "class " + name, "Unexpected value type in payload")
                            .forEach(
                                    (field, value) -> {
                                        Shape member = members.get(field);
                                        if (member != null) {
                                            member.check(value);
                                        }
                                    });
        }
    }

    private static boolean fits(Json.Num number, String type) {
        Optional<Long> value = WholeNumber.of(number.text());
        return value.isPresent()
                && (type.equals("Long") || value.get() == (long) value.get().intValue());
    }

    private static List<Json> elements(Json json) {
        return switch (json) {
            case Json.Arr(var values) -> values;
            case Json.Obj object ->
                    throw failure("Start of structure or map found where not expected");
            default -> throw failure("Unexpected field type");
        };
    }

    private static Map<String, Json> fields(Json json, String collection, String otherwise) {
        return switch (json) {
            case Json.Obj(var fields) -> fields;
            case Json.Arr list -> throw failure("Unrecognized collection type " + collection);
            default -> throw failure(otherwise);
        };
    }

    private static Failure wrong(Json json, String collection, String otherwise) {
        if (json instanceof Json.Arr) {
            return failure("Unrecognized collection type " + collection);
        }
        return json instanceof Json.Obj
                ? failure("Start of structure or map found where not expected")
                : failure(otherwise);
    }

    private static String cannot(Json json, String wanted) {
        String found =
                switch (json) {
                    case Json.Text text -> "STRING_VALUE";
                    case Json.Num(String text, boolean decimal) ->
                            decimal ? "DECIMAL_VALUE" : "NUMBER_VALUE";
                    case Json.Bool(boolean value) -> value ? "TRUE_VALUE" : "FALSE_VALUE";
                    case Json.Null none -> "NULL_VALUE";
                    case Json.Arr list -> "START_ARRAY";
                    case Json.Obj object -> "START_OBJECT";
                };
        return found + " cannot be converted to " + wanted;
    }

    static Failure failure(String message) {
        return Failure.of(Failure.Type.SERIALIZATION, message);
    }
}
