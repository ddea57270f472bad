package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the journal at opening: its changes that are in no file yet, and its end.
///
/// Skips versions that an object's file has, applies exactly the next one, and stops at a gap. Ends
/// at the first incomplete frame. Makes the accepted frames durable before it returns, so that no
/// later write depends on what a power loss can still remove. Used once.
final class Replay {
    private record Used(Journal.File file, Journal.Header header) {}

    private final Disk disk;
    private final ObjectFile objects;
    private final Set<FolderRule> rules;
    private final Map<ObjectKey, Replayed> objectsSeen = new HashMap<>();

    /// Changes of absent objects. They are valid only if a deletion follows, which a checkpoint has
    /// already done.
    private final Map<ObjectKey, Entry> baseless = new HashMap<>();

    private final List<Used> used = new ArrayList<>();
    private final List<Journal.File> free = new ArrayList<>();
    private final List<Journal.File> headless = new ArrayList<>();
    private long newestUse;
    private int checksum;
    private int position;

    /// The start of the last frame, or of the header if there is no frame.
    private int lastPosition;

    private boolean marked;
    private int entries;
    private String end = "the journal is empty";

    Replay(Disk disk, ObjectFile objects, Set<FolderRule> rules) {
        this.disk = disk;
        this.objects = objects;
        this.rules = rules;
    }

    /// Objects whose newest version is only in the journal.
    Map<ObjectKey, State> states() {
        Map<ObjectKey, State> states = new HashMap<>();
        objectsSeen.forEach(
                (key, object) -> {
                    if (object.changed()) {
                        states.put(key, object.state());
                    }
                });
        return states;
    }

    /// Folders of objects whose files replay found to be as new as the journal. A checkpoint may
    /// have placed them without the sync of the folder.
    Set<String> believedFolders() {
        Set<String> folders = new HashSet<>();
        if (!rules.contains(FolderRule.SYNC_BELIEVED_FILES)) {
            return folders;
        }
        objectsSeen.forEach(
                (key, object) -> {
                    if (!object.changed()) {
                        folders.add(FileNames.folderOf(FileNames.fileOf(key)));
                    }
                });
        return folders;
    }

    /// The findings, for the log.
    String found() {
        return entries + " changes replayed; " + end;
    }

    /// Reads the needed files, and makes their end durable.
    ///
    /// @param neededUse the oldest use that must exist if there is a later one; 0 if unknown
    /// @throws Damage the journal contains something that no crash explains
    Journal.Found read(Folder.Layout layout, long neededUse) throws IOException {
        List<Disk.OpenFile> opened = new ArrayList<>();
        try {
            for (int index = 0; index < layout.files(); index++) {
                opened.add(Folder.whole(disk, Journal.path(index), layout.fileBytes()));
            }
            return read(opened, neededUse, new byte[layout.fileBytes()]);
        } catch (IOException | RuntimeException e) {
            for (Disk.OpenFile file : opened) {
                file.close();
            }
            throw e;
        }
    }

    private Journal.Found read(List<Disk.OpenFile> opened, long neededUse, byte[] bytes)
            throws IOException {
        newestUse = Math.max(0, neededUse - 1);
        for (int index = 0; index < opened.size(); index++) {
            sort(index, opened.get(index), neededUse);
        }
        used.sort(Comparator.comparingLong(file -> file.header.use()));
        free.sort(Comparator.comparingLong(Journal.File::use));
        if (!used.isEmpty()) {
            long oldest = used.getFirst().header.use();
            if (neededUse > 0 && oldest != neededUse) {
                throw new Damage(
                        "use %d of a journal file is missing, the oldest there is %d: put back the journal from a copy of the folder"
                                .formatted(neededUse, oldest));
            }
            newestUse = oldest - 1;
            checksum = used.getFirst().header.seed();
        }
        for (int i = 0; i < used.size(); i++) {
            fill(bytes, used.get(i).file);
            replay(used.get(i), bytes, i == used.size() - 1);
        }
        for (Entry entry : baseless.values()) {
            throw gap(entry, Stamp.NONE);
        }
        if (!used.isEmpty()) {
            makeSure(used.getLast().file, bytes);
        }
        for (Journal.File file : headless) {
            fill(bytes, file);
            checkNothingNewer(bytes, 0, newestUse + 1, "a journal file without a beginning");
        }
        List<Journal.File> all = used.stream().map(Used::file).toList();
        return new Journal.Found(all, free, newestUse, checksum, position, marked);
    }

    private void sort(int index, Disk.OpenFile opened, long neededUse) throws IOException {
        Optional<Journal.Header> header =
                Journal.Header.decode(opened.read(0, Journal.HEADER_BYTES));
        long use = header.map(Journal.Header::use).orElse(0L);
        Journal.File file = new Journal.File(index, opened, use);
        if (header.isPresent() && use >= neededUse) {
            used.add(new Used(file, header.get()));
        } else {
            free.add(file);
        }
        if (header.isEmpty()) {
            headless.add(file);
        }
    }

    /// Makes the last frame durable. All others are durable: each was synced before the next was
    /// written. It is written again first. A failed sync in an earlier process leaves bytes that
    /// are readable but not durable, and that no later sync covers.
    private void makeSure(Journal.File last, byte[] bytes) throws IOException {
        if (rules.contains(FolderRule.REWRITE_REPLAYED)) {
            byte[] frame = Arrays.copyOfRange(bytes, lastPosition, position);
            last.file().write(lastPosition, frame, frame.length);
        }
        if (rules.contains(FolderRule.SYNC_REPLAYED)) {
            last.file().sync();
        }
    }

    /// Reads a whole file into an array that all files share.
    private static void fill(byte[] bytes, Journal.File file) throws IOException {
        if (file.file().read(0, bytes, bytes.length) != bytes.length) {
            throw new IOException("journal file " + file.index() + " ended early");
        }
    }

    private void replay(Used file, byte[] bytes, boolean last) throws IOException {
        long use = file.header.use();
        if (use != newestUse + 1 || file.header.seed() != checksum) {
            throw new Damage(
                    "journal file %d does not continue the one before it"
                            .formatted(file.file.index()));
        }
        newestUse = use;
        position = Journal.HEADER_BYTES;
        lastPosition = 0;
        marked = false;
        while (true) {
            Optional<Frame> frame = Frame.decode(bytes, position);
            boolean follows =
                    frame.isPresent()
                            && frame.get().use() == use
                            && frame.get().previous() == checksum;
            if (!follows) {
                break;
            }
            for (Entry entry : frame.get().entries()) {
                apply(entry, use);
            }
            checksum = frame.get().checksum();
            marked = frame.get().entries().isEmpty();
            lastPosition = position;
            position += frame.get().sizeBytes();
        }
        if (last) {
            String where = "journal file %d at byte %d".formatted(file.file.index(), position);
            checkNothingNewer(bytes, position, use, where);
            end = "the journal ends in " + where;
        }
    }

    /// A valid frame of this use or a later one after a gap proves that the missing bytes were
    /// durable: damage, not a torn end.
    private void checkNothingNewer(byte[] bytes, int from, long use, String where) {
        for (int offset = from; offset <= bytes.length - Frame.HEADER_BYTES; offset++) {
            if (bytes[offset] != (byte) (Frame.MAGIC >>> 24)) {
                continue;
            }
            Optional<Frame> frame = Frame.decode(bytes, offset);
            if (frame.isPresent() && frame.get().use() >= use && offset > from) {
                throw new Damage(
                        "%s is damaged: sound data follow at byte %d".formatted(where, offset));
            }
        }
    }

    private void apply(Entry entry, long use) throws IOException {
        entries++;
        Replayed object = objectsSeen.get(entry.key());
        if (object == null) {
            object = new Replayed(inFile(entry.key()));
            objectsSeen.put(entry.key(), object);
        }
        if (rules.contains(FolderRule.SKIP_OLD_VERSIONS)
                && entry.after().compareTo(object.stamp()) <= 0) {
            return;
        }
        boolean next =
                entry.before().equals(object.before()) || entry.isDeletion() && !object.present();
        if (!next && !object.present()) {
            baseless.putIfAbsent(entry.key(), entry);
            return;
        }
        if (!next) {
            throw gap(entry, object.before());
        }
        baseless.remove(entry.key());
        object.apply(entry, use);
    }

    private static Damage gap(Entry entry, Stamp there) {
        return new Damage(
                "the journal continues version %s of %s, but %s is there"
                        .formatted(entry.before(), entry.key(), there));
    }

    private State inFile(ObjectKey key) throws IOException {
        return objects.read(FileNames.fileOf(key), new ByteRange(0, Integer.MAX_VALUE))
                .map(State::inFile)
                .orElse(State.ABSENT);
    }
}
