package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;

import com.dynatrace.hash4j.hashing.Hashing;

/// Decides that a key is certainly not in a segment, or that it may be. A Bloom filter of
/// [#BITS_PER_KEY] bits for each key, wrong for about one absent key in 120. Immutable once read.
public final class KeyFilter {
    static final int BITS_PER_KEY = 10;
    private static final int PROBES = 7;
    private static final int BYTES_MAX = 1 << 28;

    private final byte[] bits;

    private KeyFilter(byte[] bits) {
        this.bits = bits;
    }

    static long hash(StorageKey key) {
        return Hashing.xxh3_64().hashBytesToLong(key.bytes());
    }

    /// A filter of the keys with these hashes.
    static KeyFilter of(long[] hashes, int count) {
        long bytes = Math.clamp(((long) count * BITS_PER_KEY + 7) / 8, 8, BYTES_MAX);
        KeyFilter filter = new KeyFilter(new byte[(int) bytes]);
        for (int i = 0; i < count; i++) {
            filter.add(hashes[i]);
        }
        return filter;
    }

    private int bit(long hash, int probe) {
        long mixed = (hash & 0xffffffffL) + probe * (hash >>> 32);
        return (int) (mixed % ((long) bits.length * 8));
    }

    private void add(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            bits[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
    }

    /// False only if the segment has no entry with the key.
    public boolean mayContain(StorageKey key) {
        long hash = hash(key);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((bits[bit >>> 3] & 1 << (bit & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    /// Share of the bits that are set; near one half when the filter holds as many keys as planned.
    public double filled() {
        long set = 0;
        for (byte eight : bits) {
            set += Integer.bitCount(eight & 0xff);
        }
        return set / (8.0 * bits.length);
    }

    /// Share of absent keys that the filter reports as present, estimated from [#filled].
    public double falseRate() {
        return Math.pow(filled(), PROBES);
    }

    public int sizeBytes() {
        return bits.length;
    }

    int weightBytes() {
        return bits.length;
    }

    void write(ByteWriter out) {
        out.u8(PROBES).string(bits);
    }

    static KeyFilter read(ByteReader in) {
        if (in.u8() != PROBES) {
            throw in.corrupt("filter of another kind");
        }
        byte[] bits = in.string();
        if (bits.length == 0) {
            throw in.corrupt("empty filter");
        }
        return new KeyFilter(bits);
    }
}
