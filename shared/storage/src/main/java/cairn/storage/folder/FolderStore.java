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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Objects in a local folder that this process alone owns.
///
/// A put is answered when the journal holds it for sure. After a failed sync nothing is believed
/// any more: every put is answered as undecided, and the process should end. Thread-safe.
public final class FolderStore implements ObjectStore, AutoCloseable {
    /// Objects larger than this, and new, go to files of their own at once.
    static final int JOURNALED_BYTES_MAX = 64 << 10;

    static final int JOURNAL_FILE_BYTES = 16 << 20;

    private final Environment environment;
    private final Disk disk;
    private final ObjectFile files;
    private final Writing writing;
    private final AutoCloseable lock;
    private final String replayed;

    /// What a store is opened with.
    ///
    /// @param onFatal told once, when nothing can be written any more
    record Opening(
            Disk disk,
            String place,
            Environment environment,
            int journalFileBytes,
            Set<Care> cares,
            Consumer<String> onFatal) {}

    private FolderStore(Opening opening) throws IOException {
        this.environment = opening.environment;
        this.disk = opening.disk;
        this.lock = Folder.lock(disk, opening.place);
        try {
            Folder.checkFormat(disk, opening.place);
            this.files = new ObjectFile(disk, opening.cares);
            Journal journal = new Journal(opening.journalFileBytes, opening.cares);
            Replay replay = new Replay(disk, files, opening.cares);
            replay.into(journal, opening.journalFileBytes);
            long epoch = Folder.nextEpoch(disk, opening.cares);
            this.writing = new Writing(opening, files, journal, epoch);
            this.replayed = replay.found();
            writing.begin(replay.states());
        } catch (IOException | RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable lock) throws IOException {
        try {
            lock.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the lock does not let go", e);
        }
    }

    /// Opens a folder, and makes it if it is not there.
    ///
    /// @param onFatal told once, with the reason, when nothing can be written any more
    /// @throws Damage the folder holds something that no crash explains
    /// @throws IllegalStateException it is in use, or not Cairn's; the message is for people
    public static FolderStore open(Path folder, Environment environment, Consumer<String> onFatal) {
        try {
            return open(
                    new Opening(
                            new RealDisk(folder),
                            folder.toString(),
                            environment,
                            JOURNAL_FILE_BYTES,
                            Care.ALL,
                            onFatal));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the folder " + folder, e);
        } catch (Folder.NotOpened e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static FolderStore open(Opening opening) throws IOException {
        return new FolderStore(opening);
    }

    /// What the journal held at opening, for the log.
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
        Optional<String> failure = writing.failure();
        if (failure.isPresent()) {
            return new GetOutcome.Unavailable(failure.get());
        }
        try {
            return writing.read(key, range)
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
        boolean large = content.length() > JOURNALED_BYTES_MAX;
        Pending pending =
                large && precondition instanceof Precondition.Absent
                        ? writing.putFile(key, content)
                        : writing.journaled(
                                List.of(new Pending(key, Optional.of(content), precondition)));
        return switch (pending.end()) {
            case Pending.Done done -> new PutOutcome.Stored(done.stamp().version(), now());
            case Pending.Refused refused -> new PutOutcome.Refused(now());
            case Pending.Unknown(String why) -> new PutOutcome.Undecided(why);
        };
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        if (keys.size() > DELETE_KEYS_MAX) {
            throw new IllegalArgumentException("delete of " + keys.size() + " keys");
        }
        List<Pending> deletions = keys.stream().map(Pending::deletion).toList();
        if (!deletions.isEmpty()
                && writing.journaled(deletions).end() instanceof Pending.Unknown(String why)) {
            return new DeleteOutcome.Unavailable(why);
        }
        return new DeleteOutcome.Deleted(List.of(), now());
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        try {
            List<ListOutcome.Entry> entries =
                    new Listing(disk, files, prefix, startAfter).entries(writing.states());
            boolean more = entries.size() > Listing.PAGE_ENTRIES;
            return new ListOutcome.Page(
                    more ? entries.subList(0, Listing.PAGE_ENTRIES) : entries, more, now());
        } catch (IOException e) {
            return new ListOutcome.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// Ends all writing and lets go of the folder. What was answered is in the journal.
    @Override
    public void close() throws IOException {
        writing.close();
        closeQuietly(lock);
    }
}
