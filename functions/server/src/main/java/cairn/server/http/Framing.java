package cairn.server.http;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.AsciiString;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The headers that every answer has, as DynamoDB sends them. SDKs correct their clocks by `Date`.
final class Framing {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private static final AsciiString SERVER = AsciiString.cached("Server");

    private record Stamp(long second, AsciiString text) {}

    private static volatile Stamp last = new Stamp(-1, AsciiString.EMPTY_STRING);

    private Framing() {}

    /// @param close whether the connection ends with this answer
    /// @param http10 whether the client uses HTTP/1.0, which closes unless the client requests
    ///   keep-alive
    static void complete(FullHttpResponse response, boolean close, boolean http10) {
        response.headers()
                .set(HttpHeaderNames.SERVER, SERVER)
                .set(HttpHeaderNames.DATE, date())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(HttpHeaderNames.CONNECTION);
        if (close) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /// The time in HTTP's form, computed once per second.
    private static AsciiString date() {
        Instant now = Instant.now();
        Stamp known = last;
        if (known.second != now.getEpochSecond()) {
            known = new Stamp(now.getEpochSecond(), new AsciiString(DATE.format(now)));
            last = known;
        }
        return known.text;
    }
}
