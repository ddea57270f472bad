package cairn.storage.port;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of an object for a put, in parts.
///
/// A head equals its predecessor plus a small addition. As parts, it shares all but the last with
/// its predecessor. So neither building it nor comparing the two takes time proportional to its
/// length. Immutable; it keeps the arrays that it was made of, and they must not be changed.
public final class Content {
    /// A larger number of parts is joined, so that lists stay short.
    private static final int PARTS_MAX = 256;

    public static final Content EMPTY = new Content(new byte[0][], 0);

    private final byte[][] parts;
    private final int length;

    private Content(byte[][] parts, int length) {
        this.parts = parts;
        this.length = length;
    }

    public static Content of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Content(new byte[][] {bytes}, bytes.length);
    }

    /// The content of many parts, none of them empty, which must not be changed.
    public static Content of(List<byte[]> parts) {
        long length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        return new Content(parts.toArray(byte[][]::new), Math.toIntExact(length));
    }

    public int length() {
        return length;
    }

    /// The parts, in order; none is empty.
    public List<byte[]> parts() {
        return List.of(parts);
    }

    public Content plus(byte[] more) {
        return plus(of(more));
    }

    public Content plus(Content more) {
        if (length == 0 || more.length == 0) {
            return length == 0 ? more : this;
        }
        if (parts.length + more.parts.length > PARTS_MAX) {
            return new Content(new byte[][] {toBytes(), more.toBytes()}, length + more.length);
        }
        byte[][] all = Arrays.copyOf(parts, parts.length + more.parts.length);
        System.arraycopy(more.parts, 0, all, parts.length, more.parts.length);
        return new Content(all, length + more.length);
    }

    /// All bytes; the caller must not change them.
    public byte[] toBytes() {
        if (parts.length == 1) {
            return parts[0];
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        copyTo(all);
        return all.array();
    }

    public void copyTo(ByteBuffer out) {
        for (byte[] part : parts) {
            out.put(part);
        }
    }

    /// The content after the first `offset` bytes.
    public Content from(int offset) {
        int skipped = 0;
        List<byte[]> rest = new ArrayList<>();
        for (byte[] part : parts) {
            int cut = Math.clamp((long) offset - skipped, 0, part.length);
            if (cut < part.length) {
                rest.add(cut == 0 ? part : Arrays.copyOfRange(part, cut, part.length));
            }
            skipped += part.length;
        }
        return new Content(rest.toArray(byte[][]::new), Math.max(0, length - offset));
    }

    /// The number of leading bytes that both share. Parts that are the same array are not compared.
    public int sharedWith(Content other) {
        int shared = 0;
        int mine = 0;
        int theirs = 0;
        int mineAt = 0;
        int theirsAt = 0;
        while (mine < parts.length && theirs < other.parts.length) {
            byte[] a = parts[mine];
            byte[] b = other.parts[theirs];
            int run = Math.min(a.length - mineAt, b.length - theirsAt);
            int same = same(a, mineAt, b, theirsAt, run);
            shared += same;
            if (same < run) {
                return shared;
            }
            mineAt += run;
            theirsAt += run;
            if (mineAt == a.length) {
                mine++;
                mineAt = 0;
            }
            if (theirsAt == b.length) {
                theirs++;
                theirsAt = 0;
            }
        }
        return shared;
    }

    @SuppressWarnings("ReferenceEquality") // the same array is equal without a comparison
    private static int same(byte[] a, int aFrom, byte[] b, int bFrom, int run) {
        if (a == b && aFrom == bFrom) {
            return run;
        }
        int mismatch = Arrays.mismatch(a, aFrom, aFrom + run, b, bFrom, bFrom + run);
        return mismatch < 0 ? run : mismatch;
    }
}
