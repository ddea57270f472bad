package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the journal at opening: what it holds that no file has yet, and where it ended.
///
/// Skips versions that an object's file has, applies exactly the next one, stops at a gap; ends at
/// the first frame that is not whole. Used once.
final class Replay {
    private record Used(Journal.File file, Journal.Header header) {}

    private final Disk disk;
    private final ObjectFile objects;
    private final Set<Care> cares;
    private final Map<ObjectKey, Replayed> objectsSeen = new HashMap<>();

    /// Changes of objects that are not there: rightly so if a deletion follows, which a checkpoint
    /// had done already.
    private final Map<ObjectKey, Entry> baseless = new HashMap<>();

    private final List<Journal.File> used = new ArrayList<>();
    private final List<Journal.File> unused = new ArrayList<>();
    private long newestUse;
    private int checksum;
    private int entries;
    private String end = "the journal is empty";

    Replay(Disk disk, ObjectFile objects, Set<Care> cares) {
        this.disk = disk;
        this.objects = objects;
        this.cares = cares;
    }

    /// Objects whose newest version is in the journal alone.
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

    /// What was found, for the log.
    String found() {
        return entries + " changes replayed; " + end;
    }

    /// Reads all files and lets `journal` begin where they end.
    ///
    /// @throws Damage something is there that no crash explains
    void into(Journal journal, int fileBytes) throws IOException {
        List<Used> files = new ArrayList<>();
        List<Journal.File> headless = new ArrayList<>();
        for (int index = 0; index < Journal.FILES; index++) {
            Optional<Disk.OpenFile> opened = disk.open(Journal.path(index));
            if (opened.isEmpty() || opened.get().size() != fileBytes) {
                unused.add(Journal.allocate(disk, index, fileBytes));
                continue;
            }
            Optional<Journal.Header> header =
                    Journal.Header.decode(opened.get().read(0, Journal.HEADER_BYTES));
            long use = header.map(Journal.Header::use).orElse(0L);
            Journal.File file = new Journal.File(index, opened.get(), use);
            if (header.isPresent()) {
                files.add(new Used(file, header.get()));
            } else {
                headless.add(file);
                unused.add(file);
            }
        }
        files.sort(Comparator.comparingLong(file -> file.header.use()));
        byte[] bytes = new byte[files.isEmpty() && headless.isEmpty() ? 0 : fileBytes];
        for (int i = 0; i < files.size(); i++) {
            fill(bytes, files.get(i).file);
            replay(files.get(i), bytes, i == 0, i == files.size() - 1);
        }
        for (Entry entry : baseless.values()) {
            throw gap(entry, Stamp.NONE);
        }
        for (Journal.File file : headless) {
            fill(bytes, file);
            checkNothingNewer(bytes, 0, newestUse + 1, "a journal file without a beginning");
        }
        journal.begin(used, unused, newestUse, checksum);
    }

    /// Reads a whole file into the one array that serves all.
    private static void fill(byte[] bytes, Journal.File file) throws IOException {
        if (file.file().read(0, bytes, bytes.length) != bytes.length) {
            throw new IOException("journal file " + file.index() + " ended early");
        }
    }

    private void replay(Used file, byte[] bytes, boolean first, boolean last) throws IOException {
        long use = file.header.use();
        if (first) {
            checksum = file.header.seed();
        } else if (use != newestUse + 1 || file.header.seed() != checksum) {
            throw new Damage(
                    "journal file %d does not continue the one before it"
                            .formatted(file.file.index()));
        }
        newestUse = use;
        used.add(file.file);
        int position = Journal.HEADER_BYTES;
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
            position += frame.get().sizeBytes();
        }
        if (last) {
            String where = "journal file %d at byte %d".formatted(file.file.index(), position);
            checkNothingNewer(bytes, position, use, where);
            end = "the journal ends in " + where;
        }
    }

    /// A frame of this use or a later one behind a place where none begins was written after what
    /// is missing there had been made sure of.
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
        if (cares.contains(Care.SKIP_OLD_VERSIONS)
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
                .map(found -> new State(found.stamp(), Content.of(found.bytes()), 0))
                .orElse(State.ABSENT);
    }
}
