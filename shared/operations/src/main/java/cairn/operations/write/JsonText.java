package cairn.operations.write;

import cairn.item.json.Json;
import cairn.operations.wire.ReplyBody;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes JSON as it came.
final class JsonText {
    private JsonText() {}

    static byte[] of(Json json) {
        ReplyBody holder = new ReplyBody();
        return switch (json) {
            case Json.Obj(var fields) -> {
                fields.forEach((name, value) -> holder.raw(name, of(value)));
                yield holder.finish();
            }
            case Json.Arr(var values) -> {
                List<byte[]> elements = new ArrayList<>();
                values.forEach(value -> elements.add(of(value)));
                yield member(holder.list("", elements));
            }
            case Json.Text(String text) -> member(holder.text("", text));
            case Json.Num(String text, boolean decimal) -> text.getBytes(StandardCharsets.US_ASCII);
            case Json.Bool(boolean value) ->
                    Boolean.toString(value).getBytes(StandardCharsets.US_ASCII);
            case Json.Null none -> "null".getBytes(StandardCharsets.US_ASCII);
        };
    }

    /// The JSON of the only member, whose name is empty.
    private static byte[] member(ReplyBody holder) {
        byte[] object = holder.finish();
        return Arrays.copyOfRange(object, "{\"\":".length(), object.length - 1);
    }
}
