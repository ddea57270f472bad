package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The large objects that are being placed: a file of slots, written in place and never synced.
///
/// No journal has these objects. If the process is killed before a placing is durable, the next
/// process reads the file and must sync its folder first. The note needs no sync itself: after a
/// power loss that loses the note, only what is durable remains of the object. Each slot is used by
/// one thread at a time.
final class PlacingNotes implements AutoCloseable {
    static final String PATH = "placing";
    static final int SLOTS = 64;
    private static final int SLOT_BYTES = 1024;

    private final Disk.OpenFile file;
    private final Set<FolderRule> rules;

    private PlacingNotes(Disk.OpenFile file, Set<FolderRule> rules) {
        this.file = file;
        this.rules = rules;
    }

    /// Makes the file of a folder; durable when its name is.
    static void create(Disk disk) throws IOException {
        try (Disk.OpenFile file = disk.create(PATH)) {
            file.write(0, new byte[SLOTS * SLOT_BYTES], SLOTS * SLOT_BYTES);
            file.sync();
        }
    }

    /// Opens the file, and makes durable what was being placed when the last process ended.
    ///
    /// @throws Damage it is missing, or has another length
    static PlacingNotes open(Disk disk, Set<FolderRule> rules) throws IOException {
        Disk.OpenFile file = Folder.whole(disk, PATH, SLOTS * SLOT_BYTES);
        try {
            PlacingNotes notes = new PlacingNotes(file, rules);
            notes.settle(disk);
            return notes;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void settle(Disk disk) throws IOException {
        byte[] all = file.read(0, SLOTS * SLOT_BYTES);
        Set<String> noted = new LinkedHashSet<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            key(ByteBuffer.wrap(all, slot * SLOT_BYTES, SLOT_BYTES))
                    .ifPresent(key -> noted.add(FileNames.folderOf(FileNames.fileOf(key))));
        }
        for (String folder : noted) {
            disk.syncFolder(folder);
        }
        if (!noted.isEmpty()) {
            file.write(0, new byte[SLOTS * SLOT_BYTES], SLOTS * SLOT_BYTES);
        }
    }

    /// The key in a slot; absent if it is free, or the process ended before it was written.
    private static Optional<ObjectKey> key(ByteBuffer slot) {
        byte[] text = new byte[Math.min(slot.getShort() & 0xffff, slot.remaining())];
        slot.get(text);
        return CheckedLines.decode(text)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(ObjectKey::new);
    }

    /// Records that an object is about to be placed.
    void note(int slot, ObjectKey key) throws IOException {
        if (rules.contains(FolderRule.NOTE_PLACING)) {
            write(slot, CheckedLines.encode(key.name() + "\n"));
        }
    }

    /// Removes the note.
    void clear(int slot) throws IOException {
        write(slot, new byte[0]);
    }

    private void write(int slot, byte[] text) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Short.BYTES + text.length);
        out.putShort((short) text.length).put(text);
        file.write((long) slot * SLOT_BYTES, out.array(), out.capacity());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
