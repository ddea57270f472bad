package cairn.item;

/// DynamoDB does not accept a value, key or expression. The client receives a ValidationException
/// with this text.
///
/// Has no stack trace: it is an answer, not a failure.
public final class Refused extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1L;

    private final Message message;
    private final Object[] arguments;

    /// @param arguments immutable
    Refused(Message message, Object... arguments) {
        super(null, null, false, false);
        this.message = message;
        this.arguments = arguments;
    }

    public Message message() {
        return message;
    }

    /// The text for the client.
    @Override
    public String text(Wording wording) {
        return message.text(wording, arguments);
    }

    /// Whether the text begins with the members' envelope under [Wording#ENVELOPED].
    boolean isEnveloped() {
        return message.isEnveloped(arguments);
    }

    @Override
    public String getMessage() {
        return text(Wording.ESTABLISHED);
    }
}
