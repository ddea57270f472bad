package cairn.storage.folder;

import cairn.storage.folder.SimulatedDisk.Ended;
import cairn.storage.folder.file.Disk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// One seed: a folder store in several lives on a [SimulatedDisk], and the content that it must
/// have.
///
/// A life ends by a kill, a power loss, a failed sync, or cleanly. Operations interleave: while one
/// waits for the disk, others run, also during a checkpoint. After each life, everything
/// acknowledged or read must be there. Every other change is there completely or not at all.
final class CrashWorld {
    private static final int LIVES = 10;
    private static final int LARGE = 600;
    private static final int FLIPS = 8;
    private static final Folder.Layout JOURNAL = new Folder.Layout(4, 2500);
    private static final Folder.Layout JOURNAL_OF_FULL_DISK = new Folder.Layout(4, 12_000);
    private static final List<ObjectKey> KEYS =
            List.of(
                    new ObjectKey("a/h.c"),
                    new ObjectKey("a/B.c"),
                    new ObjectKey("a/b.c"),
                    new ObjectKey("b/d/e"),
                    new ObjectKey("b/d/f"),
                    new ObjectKey("c/d"),
                    new ObjectKey("e/f"),
                    new ObjectKey("catalog/t"),
                    new ObjectKey("catalog"));

    private final SplittableRandom random;
    private final Set<FolderRule> rules;
    private final boolean small;
    private final Map<ObjectKey, byte[]> promised = new HashMap<>();
    private final Map<Version, byte[]> versions = new HashMap<>();

    /// Changes with an unknown outcome, and the bytes that they put.
    private final Map<ObjectKey, Optional<byte[]>> touched = new HashMap<>();

    /// Keys of operations that are running.
    private final Set<ObjectKey> inUse = new HashSet<>();

    /// Keys that changed during a listing.
    private final Set<ObjectKey> disturbed = new HashSet<>();

    private final InlineEnvironment environment = new InlineEnvironment();
    private SimulatedDisk disk;
    private boolean full;
    private boolean descriptors = true;

    CrashWorld(long seed, Set<FolderRule> rules) {
        this.random = new SplittableRandom(seed);
        this.rules = rules;
        this.small = random.nextInt(8) == 0;
        this.disk = new SimulatedDisk(random.split());
    }

    private FolderStore open() throws IOException {
        return FolderStore.open(
                new FolderStore.Opening(
                        disk,
                        "folder",
                        environment,
                        small ? JOURNAL_OF_FULL_DISK : JOURNAL,
                        LARGE,
                        rules,
                        why -> {}));
    }

    void run() throws IOException {
        for (int life = 0; life < LIVES; life++) {
            prepare(life);
            boolean clean = false;
            try {
                FolderStore store = open();
                check(store);
                live(store);
                boolean over = store.over();
                store.close();
                clean = !over;
            } catch (Ended | Disk.SyncFailed e) {
                // Operations that were running may have taken effect or not.
            }
            environment.forgetWaiting();
            environment.postpone(name -> false);
            disk = random.nextBoolean() ? disk.afterKill() : disk.afterPowerLoss();
            if (random.nextInt(6) == 0) {
                flip(clean);
            }
        }
        check(open());
        disk = disk.afterKill();
        check(open());
    }

    private void live(FolderStore store) {
        disk.between(() -> meanwhile(store));
        environment.postpone(
                name -> name.equals("checkpoint") && store.roomy() && random.nextBoolean());
        int changes = small ? 150 : 30;
        for (int i = 0; i < changes; i++) {
            mishap();
            if (!store.roomy() || random.nextInt(4) == 0) {
                environment.runWaiting();
            }
            if (random.nextInt(12) == 0) {
                list(store);
            } else {
                change(store, anyKey());
            }
        }
        environment.postpone(name -> false);
        environment.runWaiting();
        disk.between(() -> {});
    }

    /// Chooses how a life ends.
    private void prepare(int life) {
        inUse.clear();
        full = false;
        descriptors = true;
        if (life == LIVES - 1) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> disk.endAfter(random.nextInt(small ? 1000 : 250));
            case 1 -> disk.endAtSync(random.nextInt(life == 0 ? 14 : 10)); // during the opening
            case 2 -> disk.endAtSync(random.nextInt(50));
            default -> disk.failSyncAfter(random.nextInt(50));
        }
        if (small && disk.has(Folder.FORMAT)) {
            full = true;
            disk.limit(disk.used() + random.nextInt(1000));
        }
    }

    /// Sometimes no file can be opened for a while.
    private void mishap() {
        if (!full && random.nextInt(20) == 0) {
            descriptors = !descriptors;
            disk.descriptors(descriptors);
            environment.sleep(Duration.ofSeconds(1));
        }
    }

    private boolean mayFail() {
        return full || !descriptors;
    }

    /// Other operations that run while one waits for the disk.
    private void meanwhile(FolderStore store) {
        if (random.nextInt(12) == 0 && store.roomy() && !store.busy()) {
            if (random.nextInt(4) == 0) {
                list(store);
            } else if (random.nextInt(4) == 0) {
                environment.runWaiting();
            } else {
                ObjectKey key = anyKey();
                for (int i = random.nextInt(5); i >= 0 && store.roomy(); i--) {
                    change(store, random.nextInt(3) > 0 ? key : anyKey());
                }
            }
        }
    }

    private ObjectKey anyKey() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private byte[] bytes(byte @Nullable [] old) {
        int step = !small ? 100 : old == null ? 180 : 600;
        byte[] bytes = new byte[random.nextInt(4) * step + random.nextInt(3)];
        if (old == null && random.nextBoolean()) {
            bytes = new byte[LARGE + 1 + random.nextInt(300)];
        } else if (old != null && old.length < 400 && random.nextBoolean()) {
            bytes = Arrays.copyOf(old, old.length + 8);
        }
        for (int i = old == null ? 0 : Math.max(0, bytes.length - 8); i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    private void change(FolderStore store, ObjectKey key) {
        if (!inUse.add(key)) {
            return;
        }
        Optional<Precondition> precondition = current(store, key);
        if (precondition.isPresent()) {
            disturbed.add(key);
            byte[] old = promised.get(key);
            if (random.nextInt(full ? 10 : 3) > 0) {
                put(store, key, bytes(old), precondition.get());
            } else if (old != null || !full) {
                delete(store, key);
            }
        }
        inUse.remove(key);
    }

    /// The precondition that a put of the object needs now. Absent if the object cannot be read.
    private Optional<Precondition> current(FolderStore store, ObjectKey key) {
        return switch (store.get(key, new ByteRange(0, Integer.MAX_VALUE))) {
            case GetOutcome.Found found -> {
                settle(key, found.bytes());
                yield Optional.of(new Precondition.Matches(found.version()));
            }
            case GetOutcome.Absent absent -> {
                settle(key, null);
                yield Optional.of(Precondition.ABSENT);
            }
            case GetOutcome.Unavailable unavailable -> {
                endIfOver(store);
                yield Optional.empty();
            }
            case GetOutcome.NotModified same -> throw new AssertionError(same);
        };
    }

    private void put(FolderStore store, ObjectKey key, byte[] bytes, Precondition precondition) {
        touched.put(key, Optional.of(bytes));
        switch (store.put(key, bytes, precondition)) {
            case PutOutcome.Stored stored -> {
                promised.put(key, bytes);
                touched.remove(key);
                remember(stored.version(), bytes);
            }
            case PutOutcome.Refused refused ->
                    throw new AssertionError("a rightful put of " + key + " was refused");
            case PutOutcome.NotStored(String why) -> {
                if (!mayFail()) {
                    throw new AssertionError("not stored: " + why);
                }
                touched.remove(key);
            }
            case PutOutcome.Undecided undecided -> endIfOver(store);
        }
    }

    private void delete(FolderStore store, ObjectKey key) {
        touched.put(key, Optional.empty());
        if (store.delete(List.of(key)) instanceof DeleteOutcome.Deleted) {
            promised.remove(key);
            touched.remove(key);
        } else {
            endIfOver(store);
            if (descriptors) {
                throw new AssertionError("a deletion was refused");
            }
        }
    }

    /// Ends the life if the store is over and accepts no more writes.
    private void endIfOver(FolderStore store) {
        if (store.over()) {
            throw new Ended();
        }
        if (!mayFail()) {
            throw new AssertionError("no answer, and the store is not over");
        }
    }

    private void remember(Version version, byte[] bytes) {
        byte[] before = versions.put(version, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw new AssertionError("version " + version + " came back");
        }
    }

    /// Checks that a read returned promised content, or the content of a change with an unknown
    /// outcome. The content read is promised from now on.
    private void settle(ObjectKey key, byte @Nullable [] found) {
        Optional<byte[]> attempt =
                touched.getOrDefault(key, Optional.ofNullable(promised.get(key)));
        if (!Arrays.equals(found, promised.get(key))
                && !Arrays.equals(found, attempt.orElse(null))) {
            throw new AssertionError("lost or torn: " + key);
        }
        touched.remove(key);
        if (found == null) {
            promised.remove(key);
        } else {
            promised.put(key, found);
        }
    }

    /// Reads and checks every object, then lists them.
    private void check(FolderStore store) {
        for (ObjectKey key : KEYS) {
            switch (store.get(key)) {
                case GetOutcome.Found found -> {
                    settle(key, found.bytes());
                    remember(found.version(), found.bytes());
                }
                case GetOutcome.Absent absent -> settle(key, null);
                case GetOutcome.Unavailable unavailable -> throw new Ended();
                case GetOutcome.NotModified same -> throw new AssertionError(same);
            }
        }
        list(store);
    }

    private void list(FolderStore store) {
        Set<ObjectKey> beside = Set.copyOf(inUse);
        Set<ObjectKey> before = Set.copyOf(disturbed);
        disturbed.clear();
        if (!(store.list("", "") instanceof ListOutcome.Page page)) {
            endIfOver(store);
            return;
        }
        Set<ObjectKey> listed = new HashSet<>();
        page.entries().forEach(entry -> listed.add(entry.key()));
        for (ObjectKey key : KEYS) {
            boolean settled =
                    !beside.contains(key) && !disturbed.contains(key) && !touched.containsKey(key);
            if (settled && listed.contains(key) != promised.containsKey(key)) {
                throw new AssertionError("the listing shows " + listed + ", not so " + key);
            }
        }
        disturbed.addAll(before);
    }

    /// Changes a byte on the disk. The folder then does not open, or its content is right all the
    /// same.
    ///
    /// After a clean end this holds for every byte of the journal. Otherwise it excludes the last
    /// frame, which may be incomplete.
    private void flip(boolean clean) {
        List<String> files =
                List.of("journal/0", "journal/1", "journal/2", "journal/3", "progress", "format");
        SimulatedDisk before = disk;
        if (!files.stream().allMatch(before::has)) {
            return;
        }
        for (int i = 0; i < FLIPS; i++) {
            String file = files.get(random.nextInt(files.size()));
            int most = clean && random.nextBoolean() ? 20_000 : Journal.HEADER_BYTES;
            int at = random.nextInt(Math.min(before.length(file), most));
            Map<ObjectKey, byte[]> promisedBefore = Map.copyOf(promised);
            Map<ObjectKey, Optional<byte[]>> touchedBefore = Map.copyOf(touched);
            disk = before.copy();
            disk.damage(file, at);
            try {
                check(open());
            } catch (Damage | Folder.NotOpened e) {
                // The folder was refused.
            } catch (IOException | AssertionError e) {
                throw new AssertionError("a flip of byte %d of %s: %s".formatted(at, file, e), e);
            }
            promised.clear();
            promised.putAll(promisedBefore);
            touched.clear();
            touched.putAll(touchedBefore);
        }
        disk = before;
    }
}
