package cairn.operations.read;

/// The room left in the answer of a BatchGetItem. Used by one thread.
final class Room {
    private static final long BYTES_MAX = 16 << 20;

    private long bytes = BYTES_MAX;
    private long answerBytes;
    private boolean empty = true;

    /// @param answerBytesMax approximate limit of the answer's length
    /// @param unprocessedBytes the part of that to keep for unprocessed keys
    Room(int answerBytesMax, long unprocessedBytes) {
        this.answerBytes = answerBytesMax - unprocessedBytes;
    }

    /// Takes an item if there is room for it; the first one always fits.
    boolean takes(int itemBytes, byte[] shown) {
        if (itemBytes == 0) {
            return true;
        }
        boolean fits = itemBytes <= bytes && shown.length <= answerBytes;
        if (fits || empty) {
            bytes -= itemBytes;
            answerBytes -= shown.length + 1;
            empty = false;
            return true;
        }
        return false;
    }
}
