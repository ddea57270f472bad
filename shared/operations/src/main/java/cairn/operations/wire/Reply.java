package cairn.operations.wire;

/// An answer: HTTP status and the body, JSON unless it is empty.
public record Reply(int status, byte[] body) {
    /// Success, with an empty body.
    public static final Reply EMPTY = new Reply(200, new byte[0]);
}
