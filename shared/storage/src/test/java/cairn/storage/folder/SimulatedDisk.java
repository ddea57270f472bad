package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A disk in memory, as bad as disks get.
///
/// A power failure may keep or lose each sector written since the last sync of its file. Sectors
/// are small, so that even a short write may be torn. It may also keep or lose each name added to
/// or removed from a folder since the last sync of that folder. The content of a folder whose own
/// name is lost is lost too.
///
/// After a kill of the process alone, everything stays readable, and nothing becomes durable. A
/// failed sync leaves bytes that are readable, and that no later sync makes durable unless they are
/// written again. The disk may have no space, and the process no descriptors.
final class SimulatedDisk implements Disk {
    private static final int SECTOR = 16;

    /// How many group sizes there are, each a power of two. A group of neighbouring sectors shares
    /// a fate.
    private static final int GROUPS = 4;

    /// The process ended, by a kill or a power loss. No operation works any more.
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the process ended", null, false, false);
        }
    }

    /// A file, or a folder if it has no bytes.
    private static final class Inode {
        private byte[] durable = new byte[0];
        private byte[] bytes = new byte[0];
        private final BitSet dirty = new BitSet();
        private final boolean folder;

        Inode(boolean folder) {
            this.folder = folder;
        }

        void put(int offset, byte[] from, int length) {
            int end = offset + length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end);
            }
            System.arraycopy(from, 0, bytes, offset, length);
            if (length > 0) {
                dirty.set(offset / SECTOR, (end - 1) / SECTOR + 1);
            }
        }

        void sync() {
            if (durable.length != bytes.length) {
                durable = Arrays.copyOf(durable, bytes.length);
            }
            for (int i = dirty.nextSetBit(0); i >= 0; i = dirty.nextSetBit(i + 1)) {
                copySector(i, durable);
            }
            dirty.clear();
        }

        Inode copy() {
            Inode copy = new Inode(folder);
            copy.bytes = bytes.clone();
            copy.durable = bytes.clone();
            return copy;
        }

        private void copySector(int sector, byte[] into) {
            int from = sector * SECTOR;
            int to = Math.min(Math.min(bytes.length, into.length), from + SECTOR);
            if (to > from) {
                System.arraycopy(bytes, from, into, from, to - from);
            }
        }

        /// The inode that remains after a power loss.
        Inode survivor(SplittableRandom random) {
            Inode left = new Inode(folder);
            boolean all = random.nextInt(3) == 0;
            boolean none = !all && random.nextInt(2) == 0;
            int length = random.nextBoolean() ? bytes.length : durable.length;
            left.bytes = Arrays.copyOf(durable, length);
            if (!none && !Arrays.equals(bytes, durable)) {
                int group = 1 << random.nextInt(GROUPS);
                boolean kept = all;
                for (int sector = 0; sector * SECTOR < length; sector++) {
                    if (sector % group == 0) {
                        kept = all || random.nextBoolean();
                    }
                    if (kept) {
                        copySector(sector, left.bytes);
                    }
                }
            }
            left.durable = left.bytes.clone();
            return left;
        }
    }

    private final class Handle implements OpenFile {
        private final Inode inode;

        Handle(Inode inode) {
            this.inode = inode;
        }

        @Override
        public long size() {
            return inode.bytes.length;
        }

        @Override
        public int read(long offset, byte[] into, int length) {
            step();
            int from = (int) Math.min(offset, inode.bytes.length);
            int count = Math.min(length, inode.bytes.length - from);
            System.arraycopy(inode.bytes, from, into, 0, count);
            return count;
        }

        @Override
        public void write(long offset, byte[] from, int length) throws IOException {
            int at = Math.toIntExact(offset);
            if (stepEnds()) {
                inode.put(at, from, random.nextInt(length + 1));
                throw new Ended();
            }
            int grown = Math.max(0, at + length - inode.bytes.length);
            if (capacity < Long.MAX_VALUE && grown > 0 && used() + grown > capacity) {
                throw new IOException("no space left on the simulated disk");
            }
            inode.put(at, from, length);
        }

        @Override
        public void sync() throws IOException {
            syncStep();
            if (syncsLeft-- == 0) {
                inode.dirty.clear();
                throw new SyncFailed("a simulated file", new IOException("no luck"));
            }
            inode.sync();
        }

        @Override
        public void close() {}
    }

    /// Names added (an inode) or removed (absent) together, as by a rename.
    private record Change(Map<String, Optional<Inode>> names) {}

    private final SplittableRandom random;
    private final Map<String, Inode> names;
    private final Map<String, Inode> durableNames;
    private final Map<String, List<Change>> unsynced;
    private long stepsLeft = Long.MAX_VALUE;
    private long syncsLeft = Long.MAX_VALUE;
    private long syncsUntilEnd = Long.MAX_VALUE;
    private long capacity = Long.MAX_VALUE;
    private boolean descriptors = true;
    private boolean locked;
    private boolean inBetween;
    private @Nullable Runnable between;

    SimulatedDisk(SplittableRandom random) {
        this(random, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private SimulatedDisk(
            SplittableRandom random,
            Map<String, Inode> names,
            Map<String, Inode> durableNames,
            Map<String, List<Change>> unsynced) {
        this.random = random;
        this.names = names;
        this.durableNames = durableNames;
        this.unsynced = unsynced;
    }

    /// Ends the process at the operation that follows `steps` others.
    void endAfter(long steps) {
        stepsLeft = steps;
    }

    /// Ends the process at the sync that follows `syncs` others, before earlier writes become
    /// durable.
    void endAtSync(long syncs) {
        syncsUntilEnd = syncs;
    }

    private void syncStep() {
        if (syncsUntilEnd-- <= 0) {
            stepsLeft = 0;
        }
        step();
    }

    /// Makes the file sync that follows `syncs` others fail.
    void failSyncAfter(long syncs) {
        syncsLeft = syncs;
    }

    /// Limits all files together to this number of bytes.
    void limit(long bytes) {
        capacity = bytes;
    }

    /// Sets whether files can be opened.
    void descriptors(boolean free) {
        descriptors = free;
    }

    /// Runs `something` before each operation, as other threads would, but not before operations of
    /// its own.
    void between(Runnable something) {
        between = something;
    }

    long used() {
        return new HashSet<>(names.values()).stream().mapToLong(inode -> inode.bytes.length).sum();
    }

    private boolean stepEnds() {
        if (stepsLeft < 0) {
            throw new Ended();
        }
        if (between != null && !inBetween) {
            inBetween = true;
            try {
                between.run();
            } finally {
                inBetween = false;
            }
        }
        return stepsLeft-- <= 0;
    }

    private void step() {
        if (stepEnds()) {
            throw new Ended();
        }
    }

    private void open() throws IOException {
        step();
        if (!descriptors) {
            throw new IOException("too many open files on the simulated disk");
        }
    }

    /// The disk as the next process finds it after a kill of this process.
    SimulatedDisk afterKill() {
        stepsLeft = -1;
        return new SimulatedDisk(random, names, durableNames, unsynced);
    }

    /// Another disk with the same content, all of it durable.
    SimulatedDisk copy() {
        Map<Inode, Inode> copies = new HashMap<>();
        Map<String, Inode> copied = new HashMap<>(names);
        copied.replaceAll((name, inode) -> copies.computeIfAbsent(inode, Inode::copy));
        return new SimulatedDisk(random, copied, new HashMap<>(copied), new HashMap<>());
    }

    /// The disk after a power loss.
    SimulatedDisk afterPowerLoss() {
        Map<String, Inode> left = new HashMap<>(durableNames);
        unsynced.values()
                .forEach(
                        changes -> {
                            boolean all = random.nextInt(3) == 0;
                            boolean none = !all && random.nextInt(2) == 0;
                            for (Change change : changes) {
                                if (all || !none && random.nextBoolean()) {
                                    apply(change, left);
                                }
                            }
                        });
        left.keySet().removeIf(name -> !reachable(name, left));
        Map<Inode, Inode> survivors = new HashMap<>();
        left.replaceAll((name, inode) -> survivors.computeIfAbsent(inode, i -> i.survivor(random)));
        return new SimulatedDisk(random, left, new HashMap<>(left), new HashMap<>());
    }

    private static boolean reachable(String name, Map<String, Inode> names) {
        for (String folder = folderOf(name); !folder.isEmpty(); folder = folderOf(folder)) {
            Inode inode = names.get(folder);
            if (inode == null || !inode.folder) {
                return false;
            }
        }
        return true;
    }

    private static void apply(Change change, Map<String, Inode> names) {
        change.names.forEach(
                (name, inode) ->
                        inode.ifPresentOrElse(i -> names.put(name, i), () -> names.remove(name)));
    }

    private void change(String folder, Map<String, Optional<Inode>> changed) {
        Change change = new Change(changed);
        apply(change, names);
        unsynced.computeIfAbsent(folder, f -> new ArrayList<>()).add(change);
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private void mustHaveFolder(String path) throws IOException {
        String folder = folderOf(path);
        Inode inode = names.get(folder);
        if (!folder.isEmpty() && (inode == null || !inode.folder)) {
            throw new IOException("no folder for " + path);
        }
    }

    @Override
    public Optional<OpenFile> open(String path) throws IOException {
        open();
        return Optional.ofNullable(names.get(path)).map(Handle::new);
    }

    @Override
    public OpenFile create(String path) throws IOException {
        open();
        mustHaveFolder(path);
        if (capacity < Long.MAX_VALUE && used() >= capacity) {
            throw new IOException("no space left on the simulated disk");
        }
        Inode inode = new Inode(false);
        change(folderOf(path), Map.of(path, Optional.of(inode)));
        return new Handle(inode);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step();
        mustHaveFolder(to);
        Optional<Inode> inode = Optional.ofNullable(names.get(from));
        if (inode.isEmpty()) {
            throw new IOException("no file " + from);
        }
        if (folderOf(from).equals(folderOf(to))) {
            change(folderOf(to), Map.of(from, Optional.empty(), to, inode));
        } else {
            change(folderOf(to), Map.of(to, inode));
            change(folderOf(from), Map.of(from, Optional.empty()));
        }
    }

    @Override
    public void delete(String path) {
        step();
        if (names.containsKey(path)) {
            change(folderOf(path), Map.of(path, Optional.empty()));
        }
    }

    @Override
    public Optional<OpenFolder> openFolder(String path) throws IOException {
        open();
        if (!path.isEmpty() && !names.containsKey(path)) {
            return Optional.empty();
        }
        return Optional.of(
                new OpenFolder() {
                    @Override
                    public void sync() {
                        syncStep();
                        List<Change> changes = unsynced.remove(path);
                        if (changes != null) {
                            changes.forEach(change -> apply(change, durableNames));
                        }
                    }

                    @Override
                    public void close() {}
                });
    }

    @Override
    public boolean createFolder(String path) throws IOException {
        step();
        mustHaveFolder(path);
        if (names.containsKey(path)) {
            return false;
        }
        change(folderOf(path), Map.of(path, Optional.of(new Inode(true))));
        return true;
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        open();
        Set<Entry> entries = new HashSet<>();
        names.forEach(
                (name, inode) -> {
                    if (folderOf(name).equals(path)) {
                        String last = path.isEmpty() ? name : name.substring(path.length() + 1);
                        entries.add(new Entry(last, inode.folder));
                    }
                });
        return List.copyOf(entries);
    }

    @Override
    public Optional<AutoCloseable> lock(String path) {
        step();
        if (locked) {
            return Optional.empty();
        }
        locked = true;
        return Optional.of(() -> locked = false);
    }

    private Inode inode(String path) {
        return Optional.ofNullable(names.get(path)).orElseThrow();
    }

    boolean has(String path) {
        return names.containsKey(path);
    }

    int length(String path) {
        return inode(path).bytes.length;
    }

    /// Changes one byte of a file, as a failing disk may.
    void damage(String path, int offset) {
        Inode inode = inode(path);
        inode.bytes[offset] ^= 0x20;
        inode.durable = inode.bytes.clone();
    }

    /// Sets the bytes of a file from `offset` on to zero, as a torn write leaves them.
    void tear(String path, int offset) {
        Inode inode = inode(path);
        Arrays.fill(inode.bytes, offset, inode.bytes.length, (byte) 0);
        inode.durable = inode.bytes.clone();
    }

    /// Sets the length of a file.
    void cut(String path, int length) {
        Inode inode = inode(path);
        inode.bytes = Arrays.copyOf(inode.bytes, length);
        inode.durable = inode.bytes.clone();
    }

    /// Removes a file, as an operator's mistake may.
    void lose(String path) {
        inode(path);
        names.remove(path);
        durableNames.remove(path);
    }
}
