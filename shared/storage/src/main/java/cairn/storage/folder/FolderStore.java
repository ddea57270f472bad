package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.folder.file.Disk;
import cairn.storage.folder.file.RealDisk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Objects in a local folder that this process alone owns.
///
/// A put returns when the journal holds it durably. A failure before a sync, for lack of space or
/// descriptors, affects only its own put ([PutOutcome.NotStored]). After a failed sync the disk's
/// state is unknown: every put is answered as undecided, and the process should end. Thread-safe.
public final class FolderStore implements ObjectStore, AutoCloseable {
    static final int JOURNALED_BYTES_MAX = 64 << 10;

    private static final Folder.Layout LAYOUT = new Folder.Layout(4, 16 << 20);

    private final Environment environment;
    private final Disk disk;
    private final Set<FolderRule> rules;
    private final int journaledBytesMax;
    private final Journal journal;
    private final CurrentObjects objects;
    private final Checkpoints checkpoints;
    private final LargeObjects large;
    private final JournalWriter writer;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();
    private final String replayed;

    /// The settings of a store.
    ///
    /// @param fresh the journal layout of a new folder
    /// @param journaledBytesMax new objects larger than this go directly to their own files
    /// @param onFatal called once, when the store stops writing
    record Opening(
            Disk disk,
            String place,
            Environment environment,
            Folder.Layout fresh,
            int journaledBytesMax,
            Set<FolderRule> rules,
            Consumer<String> onFatal) {}

    private FolderStore(Opening opening) throws IOException {
        this.environment = opening.environment;
        this.disk = opening.disk;
        this.rules = opening.rules;
        this.journaledBytesMax = opening.journaledBytesMax;
        Folders folders = new Folders(disk, rules);
        Folder folder = new Folder(disk, opening.place, folders);
        folder.refuseOfOthers();
        held.push(folder.lock());
        try {
            folder.refuseOfOthers();
            Folder.Layout layout = folder.layout(opening.fresh);
            ObjectFile files = new ObjectFile(disk, folders, rules);
            files.emptyIncoming();
            PlacingNotes notes = hold(PlacingNotes.open(disk, rules));
            Progress progress = hold(Progress.open(disk, rules));
            Replay replay = new Replay(disk, files, rules);
            long needed = rules.contains(FolderRule.RECORD_NEEDED) ? progress.neededUse() : 0;
            this.journal = hold(new Journal(layout, replay.read(layout, needed), rules));
            journal.markEnd();
            this.replayed = replay.found();
            this.objects =
                    new CurrentObjects(files, replay.states(), progress.epoch(), opening.onFatal);
            this.checkpoints =
                    new Checkpoints(opening, objects, journal, progress, replay.believedFolders());
            this.large = new LargeObjects(objects, checkpoints, notes);
            this.writer = new JournalWriter(environment, objects, journal, checkpoints, large);
            checkpoints.begun();
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    private <T extends AutoCloseable> T hold(T opened) {
        held.push(opened);
        return opened;
    }

    /// Closes everything that was opened, the lock last, even if some of it fails.
    private void release() throws IOException {
        Optional<Exception> failure = Optional.empty();
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw new IOException("the folder can't be let go of", failure.get());
        }
    }

    /// Opens a folder, and makes it if it does not exist.
    ///
    /// @param onFatal called once, with the reason, when the store stops writing
    /// @throws Damage the folder contains something that no crash explains
    /// @throws IllegalStateException it is in use, or not Cairn's; the message is for users
    public static FolderStore open(Path folder, Environment environment, Consumer<String> onFatal) {
        try {
            return open(
                    new Opening(
                            new RealDisk(folder),
                            folder.toString(),
                            environment,
                            LAYOUT,
                            JOURNALED_BYTES_MAX,
                            FolderRule.ALL,
                            onFatal));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the folder " + folder, e);
        } catch (Folder.NotOpened e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (Damage e) {
            throw new Damage("the folder %s: %s".formatted(folder, e.getMessage()));
        }
    }

    static FolderStore open(Opening opening) throws IOException {
        return new FolderStore(opening);
    }

    /// Whether this thread is in the middle of a change.
    boolean busy() {
        return objects.lock().isHeldByCurrentThread();
    }

    /// Whether a small change need not wait for a checkpoint.
    boolean roomy() {
        return journal.roomy();
    }

    /// Whether the store has stopped writing.
    boolean over() {
        return objects.failure().isPresent();
    }

    /// What the journal contained at opening, for the log.
    public String replayed() {
        return replayed;
    }

    private Instant now() {
        long micros = environment.wallMicros();
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return get(key, new ByteRange(0, Integer.MAX_VALUE));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        Optional<String> failure = objects.failure();
        if (failure.isPresent()) {
            return new GetOutcome.Unavailable(failure.get());
        }
        try {
            return objects.read(key, range)
                    .<GetOutcome>map(
                            found ->
                                    new GetOutcome.Found(
                                            found.bytes(), found.stamp().version(), now()))
                    .orElseGet(() -> new GetOutcome.Absent(now()));
        } catch (IOException e) {
            return new GetOutcome.Unavailable(String.valueOf(e.getMessage()));
        } catch (Damage e) {
            throw new CorruptObject(String.valueOf(e.getMessage()), key, 0);
        }
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        GetOutcome version = get(key, new ByteRange(0, 1));
        return version instanceof GetOutcome.Found found && found.version().equals(known)
                ? new GetOutcome.NotModified(found.storeTime())
                : get(key);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        boolean fresh = precondition instanceof Precondition.Absent;
        Pending.End end =
                fresh && content.length() > journaledBytesMax
                        ? large.put(key, content)
                        : journaled(new Pending(key, Optional.of(content), precondition));
        return switch (end) {
            case Pending.Done done -> new PutOutcome.Stored(done.stamp().version(), now());
            case Pending.Refused refused -> new PutOutcome.Refused(now());
            case Pending.Unknown(String why) -> new PutOutcome.Undecided(why);
            case Pending.NotDone(String why) -> new PutOutcome.NotStored(why);
        };
    }

    private Pending.End journaled(Pending change) {
        writer.begin(List.of(change));
        return change.end();
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        if (keys.size() > DELETE_KEYS_MAX) {
            throw new IllegalArgumentException("delete of " + keys.size() + " keys");
        }
        List<Pending> deletions = keys.stream().map(Pending::deletion).toList();
        if (!deletions.isEmpty()) {
            writer.begin(deletions);
        }
        for (Pending deletion : deletions) {
            switch (deletion.end()) {
                case Pending.Unknown(String why) -> {
                    return new DeleteOutcome.Unavailable(why);
                }
                case Pending.NotDone(String why) -> {
                    return new DeleteOutcome.Unavailable(why);
                }
                case Pending.Done done -> {}
                case Pending.Refused refused -> {}
            }
        }
        return new DeleteOutcome.Deleted(List.of(), now());
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        Optional<String> failure = objects.failure();
        if (failure.isPresent()) {
            return new ListOutcome.Unavailable(failure.get());
        }
        try {
            List<ListOutcome.Entry> entries =
                    new Listing(disk, objects, prefix, startAfter).entries(rules);
            boolean more = entries.size() > Listing.PAGE_ENTRIES;
            return new ListOutcome.Page(
                    more ? entries.subList(0, Listing.PAGE_ENTRIES) : entries, more, now());
        } catch (IOException e) {
            return new ListOutcome.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// Stops all writing, marks the end of the journal, and releases the folder. The journal
    /// contains everything that was acknowledged.
    @Override
    public void close() throws IOException {
        boolean clean = objects.close();
        objects.lock().lock();
        try {
            large.awaitNone();
            checkpoints.awaitNone();
            if (clean) {
                journal.markEnd();
            }
        } finally {
            objects.lock().unlock();
            release();
        }
    }
}
