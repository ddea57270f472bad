package cairn.storage.format;

/// What heads and chunks begin with: magic number, format, and how far the first checksum reaches;
/// checked before anything else is believed.
public final class Preamble {
    /// Where the length of the checksummed beginning stands.
    public static final int LENGTH_AT = 6;

    private Preamble() {}

    /// Steps over magic, format and length. The last four bytes of the object tell its length, so
    /// that one cut at a commit's end is noticed.
    public static void check(ByteReader in, byte[] bytes, int magic, int format) {
        if (in.u32() != magic) {
            throw in.corrupt("object of another kind");
        }
        int found = in.u16();
        if (found != format) {
            throw in.corrupt("object of format " + found + ", not " + format);
        }
        int length = in.u32();
        if (length < in.position() || length > bytes.length - 8) {
            throw in.corrupt("object cut short");
        }
        if (ByteReader.get32(bytes, length) != ByteWriter.crc(bytes, 0, length, 0)) {
            throw in.corrupt("checksum of the object's beginning");
        }
        if (ByteReader.get32(bytes, bytes.length - 4) != bytes.length) {
            throw in.corrupt("object cut short");
        }
    }
}
