package cairn.operations.wire;

/// An answer: HTTP status and the body, JSON unless it is empty.
public record Reply(int status, byte[] body) {}
