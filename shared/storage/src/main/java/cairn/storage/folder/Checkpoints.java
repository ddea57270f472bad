package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Decides when checkpoints run: one at a time, in the background, while journal files are full.
///
/// A checkpoint that finds no disk space or no descriptor is repeated when a put needs room or a
/// change frees space. Until then the journal keeps what was not moved. Methods are called under
/// the lock unless their comment states otherwise.
final class Checkpoints {
    /// The pause before a failed checkpoint is repeated for a put that needs room.
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final Environment environment;
    private final CurrentObjects objects;
    private final Journal journal;
    private final Progress progress;
    private final Set<FolderRule> rules;

    /// Folders of files that replay found current. They are synced before a journal file is reused.
    private Set<String> believedFolders;

    private boolean running;
    private boolean again;
    private Optional<String> obstacle = Optional.empty();
    private long obstacleNanos;

    Checkpoints(
            FolderStore.Opening opening,
            CurrentObjects objects,
            Journal journal,
            Progress progress,
            Set<String> believedFolders) {
        this.environment = opening.environment();
        this.rules = opening.rules();
        this.objects = objects;
        this.journal = journal;
        this.progress = progress;
        this.believedFolders = believedFolders;
    }

    /// Starts a checkpoint at opening, if a file is full. May be called without the lock.
    void begun() {
        objects.lock().lock();
        try {
            start();
        } finally {
            objects.lock().unlock();
        }
    }

    /// Starts a checkpoint if a journal file is full and none runs.
    void start() {
        if (journal.fullUse() > 0) {
            begin();
        }
    }

    /// Why the last checkpoint could not move everything; absent if it could.
    Optional<String> obstacle() {
        return obstacle;
    }

    /// Starts a checkpoint after a change that frees space, or for a put that found no space. If
    /// one runs, another follows, because the running one may have started too early. May be called
    /// without the lock.
    void freeSpace() {
        objects.lock().lock();
        try {
            boolean frees = objects.states().values().stream().anyMatch(s -> s.content() == null);
            if (frees || journal.fullUse() > 0) {
                again = running;
                begin();
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /// Waits until a checkpoint has freed a journal file.
    ///
    /// @return the reason if none was freed
    /// @throws IOException the store has stopped writing
    Optional<String> awaitFree() throws IOException {
        if (obstacle.isPresent() && !running && sinceObstacle() < RETRY_PAUSE.toNanos()) {
            return obstacle;
        }
        begin();
        objects.await(() -> !running || objects.failure().isPresent());
        if (objects.failure().isPresent()) {
            throw new IOException(objects.failure().get());
        }
        return journal.hasFree() ? Optional.empty() : obstacle;
    }

    private long sinceObstacle() {
        return environment.monotonicNanos() - obstacleNanos;
    }

    private void begin() {
        if (running || objects.failure().isPresent()) {
            return;
        }
        running = true;
        long use = journal.fullUse();
        try {
            environment.start("checkpoint", () -> run(use));
        } catch (RuntimeException | Error e) {
            running = false;
            objects.fail(e);
        }
    }

    /// Runs a checkpoint, in its own task.
    private void run(long use) {
        try {
            Optional<String> found = Optional.empty();
            if (rules.contains(FolderRule.RECYCLE_AFTER_CHECKPOINT)) {
                found = new Checkpoint(objects, believedFolders).run(use);
            }
            if (found.isEmpty() && use > 0 && rules.contains(FolderRule.RECORD_NEEDED)) {
                progress.need(use + 1);
            }
            ended(use, found);
        } catch (Disk.SyncFailed | RuntimeException | Error e) {
            objects.fail(e);
            ended(0, Optional.empty());
        } catch (IOException e) {
            ended(use, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private void ended(long use, Optional<String> found) {
        objects.lock().lock();
        try {
            running = false;
            obstacle = found;
            if (found.isPresent()) {
                obstacleNanos = environment.monotonicNanos();
            } else if (objects.failure().isEmpty()) {
                journal.recycle(use);
                believedFolders = Set.of();
            }
            objects.signalChange();
            boolean asked = again;
            again = false;
            if (asked) {
                begin();
            } else if (found.isEmpty()) {
                start();
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /// Waits until no checkpoint runs.
    void awaitNone() {
        objects.await(() -> !running);
    }
}
