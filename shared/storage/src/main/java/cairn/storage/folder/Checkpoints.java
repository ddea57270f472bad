package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// When checkpoints run: one at a time, in the background, while journal files are full.
///
/// One that finds no space on the disk, or no descriptor, is tried again when somebody needs room
/// or frees space; until then the journal keeps what it could not move. Methods are called under
/// the lock unless they say otherwise.
final class Checkpoints {
    /// Pause before a checkpoint that failed is tried again for a put that needs room.
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final Environment environment;
    private final CurrentObjects objects;
    private final Journal journal;
    private final Progress progress;
    private final Set<FolderRule> rules;

    /// Folders that replay relied on: synced before a journal file is used again.
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

    /// Starts one at opening, if a file is full. May be called without the lock.
    void begun() {
        objects.lock().lock();
        try {
            start();
        } finally {
            objects.lock().unlock();
        }
    }

    /// Starts one if a journal file is full and none runs.
    void start() {
        if (journal.fullUse() > 0) {
            begin();
        }
    }

    /// Why the last one could not move all; absent if it could.
    Optional<String> obstacle() {
        return obstacle;
    }

    /// Starts one after a change that frees space, or for a put that found none; after the running
    /// one, if one runs, which may have begun too early. May be called without the lock.
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
    /// @return why none could
    /// @throws IOException nothing is written any more
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

    /// Runs one, in its own task.
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

    /// Waits until none runs.
    void awaitNone() {
        objects.await(() -> !running);
    }
}
