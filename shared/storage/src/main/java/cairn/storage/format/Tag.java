package cairn.storage.format;

/// The number of a field in one form, or of a kind of record, and what a reader must do that does
/// not know it.
///
/// A number is never reused, and its meaning never changes.
///
/// @param number 1 or more
/// @param mustBeUnderstood whether such a reader must stop; otherwise it continues and keeps the
///   field
public record Tag(int number, boolean mustBeUnderstood) implements Comparable<Tag> {
    private static final long NUMBER_MAX = 1 << 20;

    /// Below all tags.
    static final Tag NONE = new Tag(0, false);

    /// A tag that every reader must understand.
    public static Tag essential(int number) {
        return new Tag(number, true);
    }

    /// A tag that an older reader skips and keeps.
    public static Tag optional(int number) {
        return new Tag(number, false);
    }

    static Tag read(ByteReader in) {
        long code = in.varint();
        if (code < 2 || code >>> 1 > NUMBER_MAX) {
            throw in.corrupt("field of impossible number " + (code >>> 1));
        }
        return new Tag((int) (code >>> 1), (code & 1) != 0);
    }

    /// The code in the bytes.
    int code() {
        return number << 1 | (mustBeUnderstood ? 1 : 0);
    }

    @Override
    public int compareTo(Tag other) {
        return Integer.compare(code(), other.code());
    }
}
