package cairn.storage.dump;

import cairn.item.StorageKey;
import cairn.storage.format.DataName;
import cairn.storage.port.CorruptObject;
import cairn.storage.segment.Block;
import cairn.storage.segment.Footer;
import cairn.storage.segment.WholeSegment;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Segments: footer, filter, blocks and their items. A damaged block does not hide the others. Used
/// once, by one thread.
final class SegmentText {
    private final Address.OfSegment address;
    private final byte[] bytes;
    private final Consumer<String> lines;
    private boolean sound = true;
    private long puts;
    private long deletions;
    private Optional<StorageKey> before = Optional.empty();

    SegmentText(Address.OfSegment address, byte[] bytes, Consumer<String> lines) {
        this.address = address;
        this.bytes = bytes;
        this.lines = lines;
    }

    private void damaged(String what) {
        lines.accept("damaged: " + what);
        sound = false;
    }

    boolean write() {
        WholeSegment segment =
                WholeSegment.decode(address.partition().segment(address.name()), bytes);
        Footer footer = segment.footer();
        lines.accept(
                "segment %s of %s"
                        .formatted(segment.name().name(), Spelling.owner(segment.name().owner())));
        if (!segment.name().equals(new DataName(address.partition(), address.name()))) {
            damaged("the object's name is another");
        }
        lines.accept(
                "run %d, footer of %d bytes at %d, %d blocks"
                        .formatted(
                                footer.run(),
                                segment.footerAt().length(),
                                segment.footerAt().offset(),
                                footer.blocks()));
        lines.accept(
                String.format(
                        Locale.ROOT,
                        "filter of %d bytes, %.1f %% of its bits set, wrong for %.2f %% of absent"
                                + " keys",
                        footer.filter().sizeBytes(),
                        footer.filter().filled() * 100,
                        footer.filter().falseRate() * 100));
        for (int number = 0; number < footer.blocks(); number++) {
            try {
                block(segment, number);
            } catch (CorruptObject e) {
                damaged(String.valueOf(e.getMessage()));
            }
        }
        lines.accept("%d items, %d deletions".formatted(puts, deletions));
        return sound;
    }

    private void block(WholeSegment segment, int number) {
        Footer.BlockSpan place = segment.footer().place(number);
        lines.accept(
                "block %d, %d bytes at %d, %d unpacked"
                        .formatted(number, place.length(), place.offset(), place.rawLength()));
        Block block = segment.block(number);
        for (int i = 0; i < block.size(); i++) {
            var record = block.record(i);
            lines.accept("  " + Spelling.record(record));
            puts += record.item().isPresent() ? 1 : 0;
            deletions += record.item().isPresent() ? 0 : 1;
            check(segment.footer(), number, record.key());
        }
    }

    /// A stored key that the index or filter hides would never be found.
    private void check(Footer footer, int number, StorageKey key) {
        if (before.isPresent() && before.get().compareTo(key) >= 0) {
            damaged("the key does not come after the one before it");
        }
        if (footer.blockOf(key) != number) {
            damaged("the index looks for the key in another block");
        }
        if (!footer.mayContain(key)) {
            damaged("the filter denies the key");
        }
        before = Optional.of(key);
    }
}
