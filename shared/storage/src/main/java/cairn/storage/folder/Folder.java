package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder itself: its owner, its format, and its required files.
final class Folder {
    static final String FORMAT = "format";
    private static final String LOCK = "lock";
    private static final String KIND = "cairn folder ";
    private static final int FORM = 3;
    private static final String NAME = KIND + FORM;

    private static final String NEW = ".new";
    private static final Set<String> OURS =
            Set.of(
                    LOCK,
                    FORMAT,
                    FORMAT + NEW,
                    Progress.PATH,
                    PlacingNotes.PATH,
                    Journal.FOLDER,
                    FileNames.ROOT,
                    ObjectFile.INCOMING);

    private final Disk disk;
    private final String place;
    private final Folders folders;

    Folder(Disk disk, String place, Folders folders) {
        this.disk = disk;
        this.place = place;
        this.folders = folders;
    }

    /// The folder must not be opened; the message gives the reason.
    static final class NotOpened extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOpened(String why) {
            super(why);
        }
    }

    /// The journal's layout, fixed when a folder is made.
    record Layout(int files, int fileBytes) {
        private static final Pattern SIZES =
                Pattern.compile(NAME + "\njournal (\\d{1,2}) files of (\\d{1,9}) bytes\n");

        String text() {
            return "%s\njournal %d files of %d bytes\n".formatted(NAME, files, fileBytes);
        }

        static Optional<Layout> of(String text) {
            Matcher sizes = SIZES.matcher(text);
            return sizes.matches()
                    ? Optional.of(
                            new Layout(
                                    Integer.parseInt(sizes.group(1)),
                                    Integer.parseInt(sizes.group(2))))
                    : Optional.empty();
        }
    }

    AutoCloseable lock() throws IOException {
        return disk.lock(LOCK)
                .orElseThrow(
                        () ->
                                new NotOpened(
                                        "the folder %s is in use by another process"
                                                .formatted(place)));
    }

    /// Refuses a folder that contains other things and no data of Cairn, before anything is made in
    /// it.
    void refuseOfOthers() throws IOException {
        if (read(FORMAT).isPresent()) {
            return;
        }
        Optional<String> strange =
                disk.list("").stream()
                        .map(Disk.Entry::name)
                        .filter(name -> !OURS.contains(name))
                        .sorted()
                        .findFirst();
        if (strange.isPresent()) {
            throw new NotOpened(
                    "the folder %s holds other things (%s) and no data of Cairn"
                            .formatted(place, strange.get()));
        }
    }

    /// The layout of the folder; makes the folder's files first if it is empty.
    ///
    /// @param fresh the layout of a new folder
    Layout layout(Layout fresh) throws IOException {
        Optional<byte[]> format = read(FORMAT);
        if (format.isEmpty()) {
            return make(fresh);
        }
        String text = new String(format.get(), StandardCharsets.US_ASCII);
        if (!text.startsWith(NAME + "\n")) {
            throw new NotOpened(otherForm(text.lines().findFirst().orElse("")));
        }
        return CheckedLines.decode(format.get())
                .flatMap(Layout::of)
                .orElseThrow(
                        () ->
                                new Damage(
                                        "the file format is damaged; put it back from a copy of"
                                                + " the folder, or write it anew as"
                                                + " docs/formats/journal.md says"));
    }

    /// Makes all files of a folder, and last the file that marks it as complete.
    private Layout make(Layout layout) throws IOException {
        try {
            folders.make(FileNames.ROOT);
            folders.make(ObjectFile.INCOMING);
            folders.make(Journal.FOLDER);
            for (int index = 0; index < layout.files; index++) {
                Journal.allocate(disk, index, layout.fileBytes);
            }
            disk.syncFolder(Journal.FOLDER);
            PlacingNotes.create(disk);
            Progress.create(disk, 0, 1);
            disk.syncFolder("");
            writeFormat(layout);
        } catch (IOException e) {
            unmake(layout, e);
            throw e;
        }
        return layout;
    }

    /// Deletes the files of a folder that could not be completed.
    private void unmake(Layout layout, IOException why) {
        try {
            for (int index = 0; index < layout.files; index++) {
                disk.delete(Journal.path(index));
            }
            disk.delete(PlacingNotes.PATH);
            disk.delete(Progress.PATH);
            disk.delete(FORMAT + NEW);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private String otherForm(String found) {
        Matcher form = Pattern.compile(KIND + "(\\d{1,9})").matcher(found);
        if (!form.matches()) {
            return "the file format of the folder %s begins with \"%s\", not with \"%s\""
                    .formatted(place, found, NAME);
        }
        return Integer.parseInt(form.group(1)) > FORM
                ? "the folder %s is of a later Cairn (%s): run that version, or a newer one"
                        .formatted(place, found)
                : "the folder %s is of an earlier Cairn (%s), whose data this one does not read: begin with an empty folder, or run that version"
                        .formatted(place, found);
    }

    /// Opens a file that every folder has from the start, at its full length.
    ///
    /// @throws Damage it is missing, or has another length
    static Disk.OpenFile whole(Disk disk, String path, int bytes) throws IOException {
        String advice =
                "a folder has it from the beginning, with %d bytes, and answered changes may be in it; put it back from where it went, or the whole folder from a copy"
                        .formatted(bytes);
        Disk.OpenFile file =
                disk.open(path)
                        .orElseThrow(() -> new Damage("%s is missing: %s".formatted(path, advice)));
        long size = file.size();
        if (size != bytes) {
            file.close();
            throw new Damage("%s has %d bytes: %s".formatted(path, size, advice));
        }
        return file;
    }

    private Optional<byte[]> read(String path) throws IOException {
        Optional<Disk.OpenFile> opened = disk.open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Disk.OpenFile file = opened.get()) {
            return Optional.of(file.read(0, (int) file.size()));
        }
    }

    private void writeFormat(Layout layout) throws IOException {
        byte[] bytes = CheckedLines.encode(layout.text());
        try (Disk.OpenFile file = disk.create(FORMAT + NEW)) {
            file.write(0, bytes, bytes.length);
            file.sync();
        }
        disk.rename(FORMAT + NEW, FORMAT);
        disk.syncFolder("");
    }
}
