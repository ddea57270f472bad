package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.SegmentRef;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Makes one segment from records in key order. Used once, by one thread. It holds the finished
/// blocks, so it needs as much memory as the segment has bytes.
public final class SegmentWriter {
    static final int MAGIC = 0x43524e53; // "CRNS"
    static final int FORMAT = 2;

    /// A finished segment.
    public record Segment(SegmentRef ref, Content content, Footer footer) {}

    /// Receives each complete block.
    @FunctionalInterface
    public interface Watcher {
        /// @param first first key in the block
        /// @param block makes the block in the form that readers use
        void closed(UniqueName segment, int number, StorageKey first, Supplier<Block> block);
    }

    private final DataName name;
    private final int run;
    private final int blockBytes;
    private final Watcher watcher;
    private final List<byte[]> parts = new ArrayList<>();
    private int length;
    private final List<StorageKey> firstKeys = new ArrayList<>();
    private final List<Footer.BlockSpan> places = new ArrayList<>();
    private long[] hashes = new long[1024];
    private int count;
    private final ByteWriter block;
    private byte[] previousKey = new byte[0];
    private long items;
    private long itemBytes;

    /// A writer of the segment of this name.
    ///
    /// @param run the run of all its records
    /// @param blockBytes a block is closed when its entries exceed this
    public SegmentWriter(DataName name, int run, int blockBytes, Watcher watcher) {
        this.name = name;
        this.run = run;
        this.watcher = watcher;
        this.blockBytes = blockBytes;
        this.block = new ByteWriter(blockBytes + blockBytes / 4);
        ByteWriter front = new ByteWriter(128).u32(MAGIC).u16(FORMAT);
        name.owner().write(front);
        add(front.ascii(name.name().text()).toBytes());
    }

    private void add(byte[] part) {
        parts.add(part);
        length += part.length;
    }

    public void add(LogRecord record) {
        if (block.length() == 0) {
            firstKeys.add(record.key());
            previousKey = new byte[0];
        }
        Block.append(block, previousKey, record);
        previousKey = record.key().bytes();
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = KeyFilter.hash(record.key());
        if (record.item().isPresent()) {
            items++;
            itemBytes += record.item().get().sizeBytes();
        }
        if (block.length() >= blockBytes) {
            closeBlock();
        }
    }

    private void closeBlock() {
        int number = places.size();
        byte[] stored = Block.encode(block, number);
        places.add(new Footer.BlockSpan(number, length, stored.length, block.length()));
        add(stored);
        watcher.closed(
                name.name(),
                number,
                firstKeys.getLast(),
                () -> Block.of(block.copy(), name.segment(), run));
        block.clear();
    }

    /// Bytes of the blocks closed so far.
    public int sizeBytes() {
        return length;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /// Finishes a segment that has at least one record.
    public Segment finish() {
        if (block.length() > 0) {
            closeBlock();
        }
        Footer footer = Footer.of(firstKeys, places, KeyFilter.of(hashes, count), run);
        byte[] encoded = footer.encode();
        ByteRange range = new ByteRange(length, encoded.length);
        add(encoded);
        add(new ByteWriter(16).u64(range.offset()).u32(range.length()).u32(MAGIC).toBytes());
        SegmentRef ref =
                new SegmentRef(
                        name,
                        firstKeys.getFirst(),
                        StorageKey.of(previousKey),
                        items,
                        itemBytes,
                        length,
                        range,
                        Fields.Unknown.NONE);
        return new Segment(ref, Content.of(parts), footer);
    }
}
