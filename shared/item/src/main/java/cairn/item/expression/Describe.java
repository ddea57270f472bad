package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Binary;
import cairn.item.Decimal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Values as DynamoDB writes them in messages: `{S:a}`.
final class Describe {
    private Describe() {}

    static String value(AttributeValue value) {
        String content =
                switch (value) {
                    case AttributeValue.S(String text) -> text;
                    case AttributeValue.N(Decimal number) -> number.text();
                    case AttributeValue.B(Binary bytes) -> bytes.base64();
                    case AttributeValue.Bool(boolean truth) -> Boolean.toString(truth);
                    case AttributeValue.Null none -> "true";
                    case AttributeValue.Ss(Set<String> values) -> values.toString();
                    case AttributeValue.Ns(Set<Decimal> values) -> values.toString();
                    case AttributeValue.Bs(Set<Binary> values) -> values.toString();
                    case AttributeValue.L(List<AttributeValue> values) ->
                            values.stream().map(Describe::value).toList().toString();
                    case AttributeValue.M(Map<String, AttributeValue> values) -> {
                        StringBuilder text = new StringBuilder("{");
                        values.forEach(
                                (name, v) ->
                                        text.append(text.length() > 1 ? ", " : "")
                                                .append(name)
                                                .append('=')
                                                .append(value(v)));
                        yield text.append('}').toString();
                    }
                };
        return "{" + value.type() + ":" + content + "}";
    }

    /// A type's name in the messages of ADD and DELETE.
    static String longType(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S s -> "STRING";
            case AttributeValue.N n -> "NUMBER";
            case AttributeValue.B b -> "BINARY";
            case AttributeValue.Bool b -> "BOOLEAN";
            case AttributeValue.Null n -> "NULL";
            case AttributeValue.L l -> "LIST";
            case AttributeValue.M m -> "MAP";
            case AttributeValue.Ss s -> "STRING_SET";
            case AttributeValue.Ns s -> "NUMBER_SET";
            case AttributeValue.Bs s -> "BINARY_SET";
        };
    }
}
