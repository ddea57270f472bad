package cairn.operations.http;

import java.util.Map;

/// An HTTP answer, ready to be sent.
///
/// @param sent to be run once, when the body is not needed any more: gives its memory back
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, Runnable sent) {
    /// An answer that holds nothing worth counting.
    public HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, () -> {});
    }
}
