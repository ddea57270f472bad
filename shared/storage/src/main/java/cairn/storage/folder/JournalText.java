package cairn.storage.folder;

import java.util.Optional;
import java.util.function.Consumer;

/// A journal file of a folder as lines of text: frames, and the changes in each.
///
/// It contains only changes of heads and small objects, each as a difference from the previous
/// version. Whole objects come from the folder when it is opened as a store.
public final class JournalText {
    private JournalText() {}

    /// Describes the contents of a file named `journal/<number>`.
    ///
    /// @param lines receives each line, without its end
    public static void of(byte[] file, Consumer<String> lines) {
        Optional<Journal.Header> header = Journal.Header.decode(file);
        if (header.isEmpty()) {
            lines.accept("journal file of %d bytes, not in use".formatted(file.length));
            return;
        }
        long use = header.get().use();
        int checksum = header.get().seed();
        lines.accept(
                "journal file of %d bytes, use %d, continues checksum %08x"
                        .formatted(file.length, use, checksum));
        int position = Journal.HEADER_BYTES;
        Optional<Frame> frame = Frame.decode(file, position);
        while (frame.isPresent()
                && frame.get().use() == use
                && frame.get().previous() == checksum) {
            int changes = frame.get().entries().size();
            lines.accept(
                    "frame of %d bytes at %d, %s, checksum %08x"
                            .formatted(
                                    frame.get().sizeBytes(),
                                    position,
                                    changes == 0 ? "a mark of the end" : changes + " changes",
                                    frame.get().checksum()));
            frame.get().entries().forEach(entry -> lines.accept("  " + text(entry)));
            checksum = frame.get().checksum();
            position += frame.get().sizeBytes();
            frame = Frame.decode(file, position);
        }
        lines.accept("ends at %d; what follows is older, or was never whole".formatted(position));
    }

    private static String text(Entry entry) {
        String versions =
                "%s, version %s"
                        .formatted(
                                entry.key(),
                                entry.before().equals(Stamp.NONE)
                                        ? entry.after().version().tag()
                                        : entry.after().version().tag()
                                                + " after "
                                                + entry.before().version().tag());
        return entry.isDeletion()
                ? "delete " + versions
                : "put %s: %d bytes as before, %d new"
                        .formatted(versions, entry.shared(), entry.rest().length());
    }
}
