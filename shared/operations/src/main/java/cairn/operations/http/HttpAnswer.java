package cairn.operations.http;

import java.util.Map;

/// An HTTP answer, ready to be sent.
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {}
