package cairn.operations.wire;

import cairn.item.json.Json;

import java.util.Base64;

/// Binary values on the wire.
final class Base64Text {
    private Base64Text() {}

    static void check(Json json) {
        if (!(json instanceof Json.Text(String text))) {
            throw json instanceof Json.Arr
                    ? Shape.failure("Unrecognized collection type class java.nio.ByteBuffer")
                    : json instanceof Json.Obj
                            ? Shape.failure("Start of structure or map found where not expected")
                            : Shape.failure(
                                    "only base-64-encoded strings are convertible to bytes");
        }
        if (text.length() % 4 != 0) {
            throw Shape.failure(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: "
                            + text.length());
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (decoded.length > text.length()) {
                throw new IllegalStateException("base64 does not shrink");
            }
        } catch (IllegalArgumentException e) {
            throw Shape.failure("Invalid last non-pad Base64 character dectected");
        }
    }
}
