package cairn.item;

/// A value, key or expression that DynamoDB does not take. A ValidationException to the client,
/// with this message.
///
/// Carries no stack trace: it is an answer, not a failure.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Text text;
    private final String message;

    Refused(Text text, String message) {
        super(message, null, false, false);
        this.text = text;
        this.message = message;
    }

    /// Which refusal it is.
    public Text text() {
        return text;
    }

    /// What the client is told.
    public String message() {
        return message;
    }
}
