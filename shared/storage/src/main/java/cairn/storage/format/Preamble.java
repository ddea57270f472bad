package cairn.storage.format;

/// The beginning of heads, chunks and log indexes: magic number, format, and how far the first
/// checksum reaches; checked before anything else is believed.
public final class Preamble {
    /// Where the length of the checksummed beginning stands.
    public static final int LENGTH_AT = 6;

    private Preamble() {}

    /// The beginning of an object, with its checksum.
    public static ByteWriter write(int magic, int format, FieldsWriter fields) {
        ByteWriter out = new ByteWriter(1024);
        out.u32(magic).u16(format).u32(0);
        fields.write(out);
        out.patch32(LENGTH_AT, out.length());
        return out.u32(out.crcFrom(0, 0));
    }

    /// Steps over the number of an object's format, which must be this one.
    public static void checkFormat(ByteReader in, int format) {
        int found = in.u16();
        if (found > format) {
            throw in.tooNew("format " + found + ", not " + format + ",");
        }
        if (found < format) {
            throw in.corrupt("early format " + found + ", which is not read any more,");
        }
    }

    /// Steps over magic, format and length, which no later format may move: only what is sound can
    /// be too new. The last four bytes of the object hold its length, so that one cut at a commit's
    /// end is noticed.
    public static void check(ByteReader in, byte[] bytes, int magic, int format) {
        if (in.u32() != magic) {
            throw in.corrupt("object of another kind");
        }
        int formatAt = in.position();
        in.skip(2);
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
        checkFormat(in.again(formatAt, length), format);
    }
}
