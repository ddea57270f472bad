package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// The shape of a request's member: its type, which is judged before anything else ([TypeCheck]),
/// what its parts must be ([#checkParts]), and what it is read as.
///
/// @param <T> the type to which its value is read
public sealed interface Shape<T> {
    /// Reads checked JSON.
    T read(Json json);

    record Str() implements Shape<String> {
        @Override
        public String read(Json json) {
            return ((Json.Text) json).value();
        }
    }

    /// One of a list of words.
    ///
    /// @param words in the order in which messages list them
    /// @param meaning of each word
    record OneOf<T>(List<String> words, Function<String, T> meaning) implements Shape<T> {
        @Override
        public T read(Json json) {
            return meaning.apply(((Json.Text) json).value());
        }
    }

    record Bool() implements Shape<Boolean> {
        @Override
        public Boolean read(Json json) {
            return ((Json.Bool) json).value();
        }
    }

    /// A whole number; fractions are cut off, as in DynamoDB.
    ///
    /// @param name in messages: Integer or Long
    record Whole(String name) implements Shape<Long> {
        @Override
        public Long read(Json json) {
            return whole(json);
        }
    }

    /// A time: seconds since 1970, with or without a fraction.
    record Time() implements Shape<Double> {
        @Override
        public Double read(Json json) {
            return Double.parseDouble(((Json.Num) json).text());
        }
    }

    /// Bytes, as base64.
    record Blob() implements Shape<String> {
        @Override
        public String read(Json json) {
            return ((Json.Text) json).value();
        }
    }

    record ListOf<E>(Shape<E> element) implements Shape<List<E>> {
        @Override
        public List<E> read(Json json) {
            List<Json> values = ((Json.Arr) json).values();
            List<E> elements = new ArrayList<>(values.size());
            values.forEach(value -> elements.add(element.read(value)));
            return elements;
        }
    }

    record MapOf<V>(Shape<V> value) implements Shape<Map<String, V>> {
        @Override
        public Map<String, V> read(Json json) {
            Map<String, V> values = new LinkedHashMap<>();
            ((Json.Obj) json).fields().forEach((key, sent) -> values.put(key, value.read(sent)));
            return values;
        }
    }

    record Struct(Members members) implements Shape<Input> {
        @Override
        public Input read(Json json) {
            return new Input((Json.Obj) json);
        }
    }

    /// A structure or map that is read as JSON, with its nulls; its values are checked as values
    /// later.
    record Values(Shape<?> shape) implements Shape<Json.Obj> {
        @Override
        public Json.Obj read(Json json) {
            return (Json.Obj) json;
        }
    }

    /// A shape that contains itself.
    record Later(Supplier<Shape<Json.Obj>> shape) implements Shape<Json.Obj> {
        @Override
        public Json.Obj read(Json json) {
            return shape.get().read(json);
        }
    }

    /// The whole number in JSON. The type check refused those that do not fit into a long.
    static long whole(Json json) {
        return WholeNumber.of(((Json.Num) json).text()).orElse(Long.MAX_VALUE);
    }

    /// Its Java type in messages, as a value of a map.
    default String javaName() {
        return switch (this) {
            case Str str -> "java.lang.String";
            case OneOf<?> words -> "java.lang.String";
            case Bool bool -> "java.lang.Boolean";
            case Whole(String name) -> "java.lang." + name;
            case Time time -> "java.util.Date";
            case Blob blob -> "java.nio.ByteBuffer";
            case ListOf<?>(var element) -> "java.util.List<" + element.javaName() + ">";
            case MapOf<?>(var value) -> "java.util.Map<java.lang.String, " + value.javaName() + ">";
            case Struct(Members members) -> members.javaName();
            case Values(var shape) -> shape.javaName();
            case Later(var shape) -> shape.get().javaName();
        };
    }

    /// Adds the problems of the parts of a value whose type is right: nulls that DynamoDB does not
    /// allow, and failed constraints.
    default void checkParts(Json json, At at, Problems problems) {
        switch (this) {
            case OneOf<?>(List<String> words, var meaning) -> {
                String word = ((Json.Text) json).value();
                if (!words.contains(word)) {
                    problems.add(at, word, RequestMessage.NOT_ONE_OF, String.join(", ", words));
                }
            }
            case ListOf<?>(var element) -> {
                int place = 1;
                for (Json part : ((Json.Arr) json).values()) {
                    if (problems.full()) {
                        return;
                    }
                    element.checkPart(part, at, place++, problems);
                }
            }
            case MapOf<?>(var value) ->
                    ((Json.Obj) json)
                            .fields()
                            .forEach((key, part) -> value.checkPart(part, at, key, problems));
            case Struct(Members members) -> members.check(new Input((Json.Obj) json), at, problems);
            case Str str -> {}
            case Bool bool -> {}
            case Whole whole -> {}
            case Time time -> {}
            case Blob blob -> {}
            case Values values -> {}
            case Later later -> {}
        }
    }

    private void checkPart(Json part, At at, Object step, Problems problems) {
        if (part instanceof Json.Null) {
            problems.missing(at.element(step));
        } else if (!(this instanceof Str || this instanceof Values)) {
            checkParts(part, at.element(step), problems);
        }
    }
}
