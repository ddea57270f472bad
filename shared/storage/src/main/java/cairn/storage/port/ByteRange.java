package cairn.storage.port;

/// Half-open range of an object's bytes: `length` bytes (at least one) from `offset`.
public record ByteRange(long offset, int length) {
    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("range of " + length + " bytes at " + offset);
        }
    }

    /// First byte after the range.
    public long end() {
        return offset + length;
    }
}
