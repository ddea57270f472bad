package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.folder.file.Disk;
import cairn.storage.folder.file.RealDisk;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Puts that bypass the journal, with concurrent puts of the same object.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeObjectsTest {
    private static final ObjectKey KEY = new ObjectKey("a");
    private static final byte[] LARGE = new byte[FolderStore.JOURNALED_BYTES_MAX + 1];

    /// The file is in its place, but a power loss may still remove it.
    @Test
    void noPutIsAnsweredByAnObjectThatIsNotDurableYet(@TempDir Path folder) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean fails = new AtomicBoolean();
        Disk disk =
                WatchedDisk.of(
                        new RealDisk(folder),
                        (name, path) -> {
                            if (name.equals("sync")
                                    && path.startsWith(FileNames.ROOT)
                                    && fails.get()) {
                                begun.countDown();
                                go.await();
                                throw new Disk.SyncFailed(path, new IOException("no luck"));
                            }
                        });
        FolderStore store = TestFolder.open(disk, TestFolder.threads());
        fails.set(true);
        FutureTask<PutOutcome> placed =
                new FutureTask<>(() -> store.put(KEY, LARGE, Precondition.ABSENT));
        Thread.ofPlatform().start(placed);
        begun.await();
        FutureTask<PutOutcome> small =
                new FutureTask<>(() -> store.put(KEY, new byte[1], Precondition.ABSENT));
        Thread.ofPlatform().start(small);
        assertThatThrownBy(() -> small.get(1, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Absent.class);
        go.countDown();
        assertThat(placed.get()).isInstanceOf(PutOutcome.Undecided.class);
        assertThat(small.get()).isInstanceOf(PutOutcome.Undecided.class);
        store.close();
    }

    /// The small put goes through the journal, the large put does not.
    @Test
    void ofALargeAndASmallPutOfOneNameOneIsDone(@TempDir Path folder) throws Exception {
        Disk disk =
                WatchedDisk.of(
                        new RealDisk(folder),
                        (name, path) -> {
                            if (name.equals("sync") && path.startsWith(FileNames.ROOT)) {
                                Thread.sleep(1);
                            }
                        });
        try (FolderStore store = TestFolder.open(disk, TestFolder.threads());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 100; round++) {
                List<Future<PutOutcome>> outcomes = new ArrayList<>();
                for (String name : List.of("a" + round, "b" + round)) {
                    for (byte[] bytes : List.of(LARGE, new byte[1])) {
                        ObjectKey key = new ObjectKey(name);
                        outcomes.add(
                                threads.submit(() -> store.put(key, bytes, Precondition.ABSENT)));
                    }
                }
                for (int i = 0; i < outcomes.size(); i += 2) {
                    assertThat(List.of(outcomes.get(i).get(), outcomes.get(i + 1).get()))
                            .hasAtLeastOneElementOfType(PutOutcome.Stored.class)
                            .hasAtLeastOneElementOfType(PutOutcome.Refused.class);
                }
            }
        }
    }

    /// The large put gets its version before the other changes get theirs.
    @Test
    void aLargePutThatOthersOvertookIsRefused(@TempDir Path folder) throws Exception {
        List<Runnable> overtaking = new ArrayList<>();
        Disk disk =
                WatchedDisk.of(
                        new RealDisk(folder),
                        (name, path) -> {
                            if (name.equals("create") && path.startsWith(ObjectFile.INCOMING)) {
                                overtaking.removeLast().run();
                            }
                        });
        try (FolderStore store = TestFolder.open(disk, TestFolder.threads())) {
            overtaking.add(
                    () -> {
                        store.put(KEY, new byte[1], Precondition.ABSENT);
                        store.delete(List.of(KEY));
                    });
            assertThat(store.put(KEY, LARGE, Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Refused.class);
        }
        try (FolderStore again = TestFolder.open(new RealDisk(folder), TestFolder.threads())) {
            assertThat(again.get(KEY)).isInstanceOf(GetOutcome.Absent.class);
        }
    }
}
