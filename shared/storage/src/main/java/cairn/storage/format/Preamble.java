package cairn.storage.format;

/// The start of heads, chunks and log indexes: magic number, format, and the length that the first
/// checksum covers. It is checked before anything else is used.
public final class Preamble {
    /// The offset of the length of the checksummed start.
    public static final int LENGTH_AT = 6;

    private Preamble() {}

    /// Writes the start of an object, with its checksum.
    public static ByteWriter write(int magic, int format, FieldsWriter fields) {
        ByteWriter out = new ByteWriter(1024);
        out.u32(magic).u16(format).u32(0);
        fields.write(out);
        out.patch32(LENGTH_AT, out.length());
        return out.u32(out.crcFrom(0, 0));
    }

    /// Skips the number of an object's format, which must be this one.
    public static void checkFormat(ByteReader in, int format) {
        int found = in.u16();
        if (found > format) {
            throw in.tooNew("format " + found + ", not " + format + ",");
        }
        if (found < format) {
            throw in.corrupt("early format " + found + ", which is not read any more,");
        }
    }

    /// Skips magic, format and length, which no later format may move: only an intact object can be
    /// too new. The last four bytes of the object hold its length, so that an object cut at a
    /// commit's end is detected.
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
