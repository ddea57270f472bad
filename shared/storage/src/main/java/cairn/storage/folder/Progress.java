package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/// The progress of a folder: its newest opening, and which journal files it still needs.
///
/// It is a file of two slots, written in turn and in place. So one slot is always complete, and
/// neither an opening nor a checkpoint needs new space. Used by one thread at a time.
final class Progress implements AutoCloseable {
    static final String PATH = "progress";
    static final int SLOT_BYTES = 512;
    private static final int SLOTS = 2;
    private static final int MAGIC = 0x43524e50; // "CRNP"
    private static final int RECORD_BYTES = 32;

    /// The contents of a slot.
    ///
    /// @param number increases with each write
    /// @param epoch number of the newest opening
    /// @param neededUse the oldest use of a journal file that is not in objects' files yet
    private record Slot(long number, long epoch, long neededUse) {
        byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(RECORD_BYTES);
            out.putInt(MAGIC).putLong(number).putLong(epoch).putLong(neededUse);
            return out.putInt(crc(out.array())).array();
        }

        static Optional<Slot> decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            boolean sound =
                    bytes.length == RECORD_BYTES
                            && in.getInt(0) == MAGIC
                            && in.getInt(RECORD_BYTES - 4) == crc(bytes);
            return sound
                    ? Optional.of(new Slot(in.getLong(4), in.getLong(12), in.getLong(20)))
                    : Optional.empty();
        }

        private static int crc(byte[] record) {
            CRC32C crc = new CRC32C();
            crc.update(record, 0, RECORD_BYTES - 4);
            return (int) crc.getValue();
        }
    }

    private final Disk.OpenFile file;
    private int newestIndex;
    private Slot newest;

    private Progress(Disk.OpenFile file, int newestIndex, Slot newest) {
        this.file = file;
        this.newestIndex = newestIndex;
        this.newest = newest;
    }

    /// Makes the file of a folder; durable when its name is.
    static void create(Disk disk, long epoch, long neededUse) throws IOException {
        try (Disk.OpenFile file = disk.create(PATH)) {
            file.write(0, new byte[SLOTS * SLOT_BYTES], SLOTS * SLOT_BYTES);
            for (int i = 0; i < SLOTS; i++) {
                write(file, i, new Slot(i + 1, epoch, neededUse));
            }
            file.sync();
        }
    }

    private static void write(Disk.OpenFile file, int index, Slot slot) throws IOException {
        file.write((long) index * SLOT_BYTES, slot.encode(), RECORD_BYTES);
    }

    /// Opens the file and starts a new epoch, durably.
    ///
    /// @throws Damage it differs from what was written
    static Progress open(Disk disk, Set<FolderRule> rules) throws IOException {
        Disk.OpenFile file = Folder.whole(disk, PATH, SLOTS * SLOT_BYTES);
        try {
            return open(file, rules);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Progress open(Disk.OpenFile file, Set<FolderRule> rules) throws IOException {
        int newestIndex = -1;
        Slot newest = null;
        int sound = 0;
        for (int i = 0; i < SLOTS; i++) {
            Optional<Slot> slot = Slot.decode(file.read((long) i * SLOT_BYTES, RECORD_BYTES));
            sound += slot.isPresent() ? 1 : 0;
            if (slot.isPresent() && (newest == null || slot.get().number > newest.number)) {
                newestIndex = i;
                newest = slot.get();
            }
        }
        if (newest == null) {
            throw new Damage("the file progress is damaged; put it back from a copy of the folder");
        }
        Progress progress = new Progress(file, newestIndex, newest);
        // The other slot is written next, so this one must be durable first.
        if (rules.contains(FolderRule.SYNC_REPLAYED)) {
            write(file, newestIndex, newest);
            file.sync();
        }
        // An invalid slot was torn, or it was the newest and is damaged. Its epoch may have been
        // one more than the other's, and must not be used again.
        long step = sound == SLOTS ? 1 : 2;
        long epoch = rules.contains(FolderRule.NEW_EPOCH) ? newest.epoch + step : 1;
        progress.write(epoch, newest.neededUse);
        return progress;
    }

    private void write(long epoch, long neededUse) throws IOException {
        Slot next = new Slot(newest.number + 1, epoch, neededUse);
        int index = (newestIndex + 1) % SLOTS;
        write(file, index, next);
        file.sync();
        newest = next;
        newestIndex = index;
    }

    /// The number of this opening, above that of every earlier one.
    long epoch() {
        return newest.epoch;
    }

    /// The oldest use of a journal file that is not in objects' files yet.
    long neededUse() {
        return newest.neededUse;
    }

    /// Records, durably, that uses before `use` are not needed any longer.
    void need(long use) throws IOException {
        write(newest.epoch, use);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
