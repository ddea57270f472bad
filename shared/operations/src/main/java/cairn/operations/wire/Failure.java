package cairn.operations.wire;

import cairn.item.CatalogueEntry;
import cairn.item.Refused;
import cairn.item.Worded;
import cairn.item.Wording;

import java.util.Optional;

/// An operation's answer if it is not done: a type, and an entry of the message catalogue with its
/// arguments. Its text is made when it is answered. Has no stack trace: it is an answer.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The types of failure: `__type`, HTTP status, and the name of the member that carries the
    /// message.
    public enum Type {
        SERIALIZATION("com.amazon.coral.service#SerializationException", 400, "Message"),
        UNKNOWN_OPERATION("com.amazon.coral.service#UnknownOperationException", 400, "message"),
        MISSING_TOKEN(
                "com.amazon.coral.service#MissingAuthenticationTokenException", 400, "message"),
        INCOMPLETE_SIGNATURE(
                "com.amazon.coral.service#IncompleteSignatureException", 400, "message"),
        INVALID_SIGNATURE("com.amazon.coral.service#InvalidSignatureException", 400, "message"),
        UNRECOGNIZED_CLIENT("com.amazon.coral.service#UnrecognizedClientException", 400, "message"),
        ACCESS_DENIED("com.amazon.coral.service#AccessDeniedException", 400, "Message"),
        THROTTLING("com.amazon.coral.availability#ThrottlingException", 400, "message"),
        VALIDATION("com.amazon.coral.validate#ValidationException", 400, "message"),
        CONDITIONAL_CHECK_FAILED(MODEL + "ConditionalCheckFailedException", 400, "message"),
        RESOURCE_NOT_FOUND(MODEL + "ResourceNotFoundException", 400, "message"),
        TABLE_NOT_FOUND(MODEL + "TableNotFoundException", 400, "message"),
        RESOURCE_IN_USE(MODEL + "ResourceInUseException", 400, "message"),
        LIMIT_EXCEEDED(MODEL + "LimitExceededException", 400, "message"),
        ITEM_COLLECTION_SIZE(MODEL + "ItemCollectionSizeLimitExceededException", 400, "message"),
        THROUGHPUT_EXCEEDED(MODEL + "ProvisionedThroughputExceededException", 400, "message"),
        INTERNAL(MODEL + "InternalServerError", 500, "message");

        private final String wireName;
        private final int status;
        private final String messageMember;

        Type(String wireName, int status, String messageMember) {
            this.wireName = wireName;
            this.status = status;
            this.messageMember = messageMember;
        }
    }

    private static final String MODEL = "com.amazonaws.dynamodb.v20120810#";

    private final Type type;
    private final Optional<Worded> text;
    private final Optional<byte[]> item;
    private final Wording wording;

    private Failure(Type type, Optional<Worded> text, Optional<byte[]> item, Wording wording) {
        super(null, null, false, false);
        this.type = type;
        this.text = text;
        this.item = item;
        this.wording = wording;
    }

    private static Failure of(Type type, Worded text) {
        return new Failure(type, Optional.of(text), Optional.empty(), Wording.ESTABLISHED);
    }

    /// @param arguments immutable
    public static Failure of(Type type, CatalogueEntry message, Object... arguments) {
        return of(type, wording -> message.text(wording, arguments));
    }

    /// A failure that DynamoDB answers without a text.
    public static Failure of(Type type) {
        return new Failure(type, Optional.empty(), Optional.empty(), Wording.ESTABLISHED);
    }

    /// @param arguments immutable
    public static Failure validation(CatalogueEntry message, Object... arguments) {
        return of(Type.VALIDATION, message, arguments);
    }

    /// The answer to a refused value, key or expression.
    public static Failure of(Refused refused) {
        return of(Type.VALIDATION, refused);
    }

    static Failure serialization(RequestMessage message, Object... arguments) {
        return of(Type.SERIALIZATION, message, arguments);
    }

    /// A feature that Cairn lacks yet; refused before anything is written.
    public static Failure unsupported(String what) {
        return validation(RequestMessage.NOT_YET, what);
    }

    /// An operation that comes later. Programs that merely try it continue after this type, as they
    /// do in a region that does not have an operation yet.
    public static Failure notBuilt(String operation) {
        return of(Type.UNKNOWN_OPERATION, RequestMessage.NOT_YET, operation);
    }

    /// The client has closed its connection and won't read this.
    public static Failure abandoned() {
        return of(Type.INTERNAL, RequestMessage.CLIENT_GONE);
    }

    /// The condition of a write failed.
    ///
    /// @param item stored JSON of the item, if the client asked for it
    public static Failure conditionFailed(Optional<byte[]> item) {
        return new Failure(
                Type.CONDITIONAL_CHECK_FAILED,
                Optional.of(RequestMessage.CONDITION_FAILED::text),
                item,
                Wording.ESTABLISHED);
    }

    public static Failure tableNotFound() {
        return of(Type.RESOURCE_NOT_FOUND, RequestMessage.RESOURCE_NOT_FOUND);
    }

    /// The text of a control operation.
    public static Failure tableNotFound(String table) {
        return of(Type.RESOURCE_NOT_FOUND, RequestMessage.TABLE_NOT_FOUND, table);
    }

    /// A failure that the client did not cause.
    ///
    /// @param id of the log entry
    public static Failure internal(String id) {
        return of(Type.INTERNAL, RequestMessage.INTERNAL, id);
    }

    /// The same failure, answered in another wording.
    public Failure in(Wording other) {
        return new Failure(type, text, item, other);
    }

    public Type type() {
        return type;
    }

    /// Type and text, for logs and tests.
    @Override
    public String getMessage() {
        return type.wireName + text.map(worded -> ": " + worded.text(wording)).orElse("");
    }

    /// The answer.
    public Reply reply() {
        ReplyBody body = new ReplyBody();
        body.text("__type", type.wireName);
        text.ifPresent(worded -> body.text(type.messageMember, worded.text(wording)));
        item.ifPresent(json -> body.raw("Item", json));
        return new Reply(type.status, body.finish());
    }
}
