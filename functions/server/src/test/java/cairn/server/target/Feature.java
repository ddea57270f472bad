package cairn.server.target;

/// What the suites test and a target may lack.
public enum Feature {
    /// Requests as large as DynamoDB takes them.
    LARGE_REQUESTS("requests of up to 16 MB"),
    /// Answers that carry the id which Cairn gave the request.
    REQUEST_IDS("request ids of Cairn");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
