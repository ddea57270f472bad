package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.Base64;

/// Binary values on the wire.
final class Base64Text {
    private Base64Text() {}

    static void check(Json json) {
        if (!(json instanceof Json.Text(String text))) {
            throw switch (json) {
                case Json.Arr list ->
                        Failure.serialization(
                                RequestMessage.UNKNOWN_COLLECTION, "class java.nio.ByteBuffer");
                case Json.Obj object -> Failure.serialization(RequestMessage.UNEXPECTED_START);
                default -> Failure.serialization(RequestMessage.NO_BASE64);
            };
        }
        if (text.length() % 4 != 0) {
            throw Failure.serialization(RequestMessage.BASE64_LENGTH, text.length());
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (decoded.length > text.length()) {
                throw new IllegalStateException("base64 does not shrink");
            }
        } catch (IllegalArgumentException e) {
            throw Failure.serialization(RequestMessage.BASE64_END);
        }
    }
}
