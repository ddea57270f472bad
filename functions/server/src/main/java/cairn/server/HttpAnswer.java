package cairn.server;

import java.util.Map;

/// An HTTP answer, ready to be sent.
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {}
