package cairn.operations.http;

import java.util.Map;

/// An HTTP answer, ready to be sent.
///
/// @param sent to be run once, when the body is no longer needed: releases its memory
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, Runnable sent) {
    /// An answer too small to be counted.
    public HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, () -> {});
    }
}
