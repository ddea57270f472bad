package cairn.item;

/// A value, key or expression that DynamoDB does not take. A ValidationException to the client,
/// with this text.
///
/// Carries no stack trace: it is an answer, not a failure.
public final class Refused extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1L;

    private final Message message;
    private final Object[] arguments;

    /// @param arguments that do not change
    Refused(Message message, Object... arguments) {
        super(null, null, false, false);
        this.message = message;
        this.arguments = arguments;
    }

    /// Which refusal it is.
    public Message message() {
        return message;
    }

    /// The text for the client.
    @Override
    public String text(Wording wording) {
        return message.text(wording, arguments);
    }

    /// Whether the text begins as those of members do, where refusals of values may.
    boolean isEnveloped() {
        return message.isEnveloped(arguments);
    }

    @Override
    public String getMessage() {
        return text(Wording.ESTABLISHED);
    }
}
