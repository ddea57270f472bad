package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The folder itself: whose it is, which format, which opening this is.
final class Folder {
    private static final String LOCK = "lock";
    private static final String FORMAT = "format";
    private static final String EPOCH = "epoch";
    private static final String FORMAT_TEXT = "cairn folder 1\n";
    private static final Set<String> OURS =
            Set.of(LOCK, FORMAT, EPOCH, EPOCH + ".new", FORMAT + ".new", "journal", "objects");

    private Folder() {}

    /// The folder is not to be opened; the message says why.
    static final class NotOpened extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOpened(String why) {
            super(why);
        }
    }

    static AutoCloseable lock(Disk disk, String place) throws IOException {
        return disk.lock(LOCK)
                .orElseThrow(
                        () ->
                                new NotOpened(
                                        "the folder %s is in use by another process"
                                                .formatted(place)));
    }

    /// Makes the folder ours if it is empty, else checks that it is.
    static void checkFormat(Disk disk, String place) throws IOException {
        Optional<String> format = read(disk, FORMAT);
        if (format.isEmpty()) {
            List<String> strange =
                    disk.list("").stream()
                            .map(Disk.Entry::name)
                            .filter(name -> !OURS.contains(name))
                            .sorted()
                            .toList();
            if (!strange.isEmpty()) {
                throw new NotOpened(
                        "the folder %s holds other things (%s) and no data of Cairn"
                                .formatted(place, strange.getFirst()));
            }
            write(disk, FORMAT, FORMAT_TEXT);
        } else if (!format.get().equals(FORMAT_TEXT)) {
            throw new NotOpened(
                    "the folder %s has the format \"%s\", this is \"%s\""
                            .formatted(place, format.get().strip(), FORMAT_TEXT.strip()));
        }
    }

    /// A number above that of every earlier opening, made sure of.
    static long nextEpoch(Disk disk, Set<Care> cares) throws IOException {
        long epoch = read(disk, EPOCH).map(String::strip).map(Long::parseLong).orElse(0L);
        if (!cares.contains(Care.NEW_EPOCH)) {
            return 1;
        }
        write(disk, EPOCH, (epoch + 1) + "\n");
        return epoch + 1;
    }

    private static Optional<String> read(Disk disk, String path) throws IOException {
        Optional<Disk.OpenFile> opened = disk.open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Disk.OpenFile file = opened.get()) {
            byte[] bytes = file.read(0, (int) file.size());
            return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
        }
    }

    private static void write(Disk disk, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (Disk.OpenFile file = disk.create(path + ".new")) {
            file.write(0, bytes, bytes.length);
            file.sync();
        }
        disk.rename(path + ".new", path);
        disk.syncFolder("");
    }
}
