package cairn.server.target;

/// Features that the suites test and that a target may lack.
public enum Feature {
    /// Requests as large as DynamoDB accepts.
    LARGE_REQUESTS("requests of up to 16 MB"),
    /// Answers that contain the id that Cairn gave the request.
    REQUEST_IDS("request ids of Cairn");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
