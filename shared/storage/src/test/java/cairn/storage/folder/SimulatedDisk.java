package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A disk in memory that loses, reorders and tears everything that was not synced when the power
/// fails: of each file any of the sectors written since its last sync may be there, of each folder
/// any of the names given or taken since its last sync.
final class SimulatedDisk implements Disk {
    private static final int SECTOR = 64;

    /// The power failed: no operation works any more.
    static final class PowerLoss extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PowerLoss() {
            super("power loss", null, false, false);
        }
    }

    private static final class Inode implements OpenFile {
        private final SimulatedDisk disk;
        private byte[] sure = new byte[0];
        private byte[] bytes = new byte[0];

        Inode(SimulatedDisk disk) {
            this.disk = disk;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long offset, byte[] into, int length) {
            disk.step();
            int from = (int) Math.min(offset, bytes.length);
            int count = Math.min(length, bytes.length - from);
            System.arraycopy(bytes, from, into, 0, count);
            return count;
        }

        @Override
        public void write(long offset, byte[] from, int length) {
            if (disk.stepFails()) {
                int part = disk.random.nextInt(length + 1);
                put(offset, from, part);
                throw new PowerLoss();
            }
            put(offset, from, length);
        }

        private void put(long offset, byte[] from, int length) {
            int end = Math.toIntExact(offset) + length;
            byte[] grown = Arrays.copyOf(bytes, Math.max(bytes.length, end));
            System.arraycopy(from, 0, grown, (int) offset, length);
            bytes = grown;
        }

        @Override
        public void sync() {
            disk.step();
            sure = bytes.clone();
        }

        @Override
        public void close() {}

        /// What is left of it after a power loss.
        Inode survivor(SimulatedDisk after, SplittableRandom random) {
            Inode left = new Inode(after);
            boolean all = random.nextInt(3) == 0;
            int length = random.nextBoolean() ? bytes.length : sure.length;
            left.bytes = Arrays.copyOf(sure, length);
            for (int from = 0; from < length; from += SECTOR) {
                if (all || random.nextBoolean()) {
                    int to = Math.min(length, from + SECTOR);
                    int there = Math.min(to, bytes.length);
                    if (there > from) {
                        System.arraycopy(bytes, from, left.bytes, from, there - from);
                    }
                }
            }
            left.sure = left.bytes.clone();
            return left;
        }
    }

    /// Names given (an inode) or taken (absent) together, as by a rename.
    private record Change(Map<String, Optional<Inode>> names) {}

    private final SplittableRandom random;
    private final Map<String, Inode> names = new HashMap<>();
    private final Map<String, Inode> sureNames = new HashMap<>();
    private final Map<String, List<Change>> unsure = new HashMap<>();
    private final Set<String> folders = new HashSet<>(Set.of(""));
    private long stepsLeft = Long.MAX_VALUE;
    private boolean locked;

    SimulatedDisk(SplittableRandom random) {
        this.random = random;
    }

    /// Lets the power fail at the operation after so many.
    void failAfter(long steps) {
        stepsLeft = steps;
    }

    private boolean stepFails() {
        if (stepsLeft < 0) {
            throw new PowerLoss();
        }
        return stepsLeft-- == 0;
    }

    private void step() {
        if (stepFails()) {
            throw new PowerLoss();
        }
    }

    /// The disk when the power is back.
    SimulatedDisk afterPowerLoss() {
        SimulatedDisk after = new SimulatedDisk(random);
        after.folders.addAll(folders);
        Map<String, Inode> left = new HashMap<>(sureNames);
        unsure.values()
                .forEach(
                        changes -> {
                            for (Change change : changes) {
                                if (random.nextBoolean()) {
                                    apply(change, left);
                                }
                            }
                        });
        Map<Inode, Inode> survivors = new HashMap<>();
        left.forEach(
                (name, inode) -> {
                    Inode survivor =
                            survivors.computeIfAbsent(inode, i -> i.survivor(after, random));
                    after.names.put(name, survivor);
                    after.sureNames.put(name, survivor);
                });
        return after;
    }

    private static void apply(Change change, Map<String, Inode> names) {
        change.names.forEach(
                (name, inode) ->
                        inode.ifPresentOrElse(i -> names.put(name, i), () -> names.remove(name)));
    }

    private void change(String folder, Map<String, Optional<Inode>> changed) {
        Change change = new Change(changed);
        apply(change, names);
        unsure.computeIfAbsent(folder, f -> new ArrayList<>()).add(change);
    }

    private static String folderOf(String path) {
        int cut = path.lastIndexOf('/');
        return cut < 0 ? "" : path.substring(0, cut);
    }

    @Override
    public Optional<OpenFile> open(String path) {
        step();
        return Optional.ofNullable(names.get(path));
    }

    @Override
    public OpenFile create(String path) {
        step();
        if (!folders.contains(folderOf(path))) {
            throw new IllegalStateException("no folder for " + path);
        }
        Inode inode = new Inode(this);
        change(folderOf(path), Map.of(path, Optional.of(inode)));
        return inode;
    }

    @Override
    public void rename(String from, String to) {
        step();
        Optional<Inode> inode = Optional.ofNullable(names.get(from));
        change(folderOf(to), Map.of(from, Optional.empty(), to, inode));
    }

    @Override
    public void delete(String path) {
        step();
        change(folderOf(path), Map.of(path, Optional.empty()));
    }

    @Override
    public void syncFolder(String path) {
        step();
        List<Change> changes = unsure.remove(path);
        if (changes != null) {
            changes.forEach(change -> apply(change, sureNames));
        }
    }

    @Override
    public void createFolders(String path) {
        step();
        String folder = path;
        while (!folder.isEmpty()) {
            folders.add(folder);
            folder = folderOf(folder);
        }
    }

    @Override
    public List<Entry> list(String path) {
        step();
        String prefix = path.isEmpty() ? "" : path + "/";
        Set<Entry> entries = new HashSet<>();
        for (String name : names.keySet()) {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int cut = rest.indexOf('/');
                entries.add(new Entry(cut < 0 ? rest : rest.substring(0, cut), cut >= 0));
            }
        }
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

    /// Changes one byte of a file, as a failing disk may.
    void damage(String path, int offset) {
        Inode inode = names.get(path);
        if (inode == null) {
            throw new IllegalArgumentException(path);
        }
        inode.bytes[offset] ^= 0x20;
        inode.sure = inode.bytes.clone();
    }

    /// Turns a file's bytes from `offset` on to zeros, as a torn write leaves them.
    void tear(String path, int offset) {
        Inode inode = Optional.ofNullable(names.get(path)).orElseThrow();
        Arrays.fill(inode.bytes, offset, inode.bytes.length, (byte) 0);
        inode.sure = inode.bytes.clone();
    }
}
