package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// DynamoDB's type layer. It comes before all other checks and reports the first problem
/// (observed).
public final class TypeCheck {
    private TypeCheck() {}

    /// Checks `json` and all in it; null or unknown members count as absent.
    ///
    /// @throws Failure SerializationException
    public static void check(Shape<?> shape, Json json) {
        if (json instanceof Json.Null) {
            return;
        }
        switch (shape) {
            case Shape.Later(var itself) -> check(itself.get(), json);
            case Shape.Values(var values) -> check(values, json);
            case Shape.Str str -> text(json, shape);
            case Shape.OneOf<?> words -> text(json, shape);
            case Shape.Bool bool -> {
                if (!(json instanceof Json.Bool)) {
                    Failure otherwise = Failure.serialization(RequestMessage.UNEXPECTED_TOKEN);
                    throw wrong(json, shape, otherwise);
                }
            }
            case Shape.Whole(String name) -> {
                if (!(json instanceof Json.Num number) || !fits(number, name)) {
                    throw wrong(json, shape, cannot(json, name));
                }
            }
            case Shape.Time time -> {
                if (!(json instanceof Json.Num)) {
                    throw wrong(json, shape, cannot(json, "Date"));
                }
            }
            case Shape.Blob blob -> Base64Text.check(json);
            case Shape.ListOf<?>(var element) ->
                    elements(json).forEach(part -> check(element, part));
            case Shape.MapOf<?>(var value) ->
                    fields(json, "", shape, RequestMessage.UNEXPECTED_FIELD)
                            .values()
                            .forEach(part -> check(value, part));
            case Shape.Struct(Members members) ->
                    fields(json, "class ", shape, RequestMessage.UNEXPECTED_VALUE)
                            .forEach((field, part) -> members.checkType(field, part));
        }
    }

    private static void text(Json json, Shape<?> shape) {
        if (!(json instanceof Json.Text)) {
            throw wrong(json, shape, cannot(json, "String"));
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
            case Json.Obj object -> throw Failure.serialization(RequestMessage.UNEXPECTED_START);
            default -> throw Failure.serialization(RequestMessage.UNEXPECTED_FIELD);
        };
    }

    private static Map<String, Json> fields(
            Json json, String before, Shape<?> shape, RequestMessage otherwise) {
        return switch (json) {
            case Json.Obj(var fields) -> fields;
            case Json.Arr list ->
                    throw Failure.serialization(
                            RequestMessage.UNKNOWN_COLLECTION, before + shape.javaName());
            default -> throw Failure.serialization(otherwise);
        };
    }

    private static Failure wrong(Json json, Shape<?> shape, Failure otherwise) {
        return switch (json) {
            case Json.Arr list ->
                    Failure.serialization(
                            RequestMessage.UNKNOWN_COLLECTION, "class " + shape.javaName());
            case Json.Obj object -> Failure.serialization(RequestMessage.UNEXPECTED_START);
            default -> otherwise;
        };
    }

    private static Failure cannot(Json json, String wanted) {
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
        return Failure.serialization(RequestMessage.CANNOT_CONVERT, found, wanted);
    }
}
