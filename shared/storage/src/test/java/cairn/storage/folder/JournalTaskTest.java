package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.environment.Environment;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/// How writing ends: without memory, and at a close.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalTaskTest {
    private static final ObjectKey KEY = new ObjectKey("a");

    /// Memory runs out when a task with the given name is started, if `atStart` is set.
    private record WithoutMemory(Environment real, String task, boolean atStart)
            implements Environment {
        @Override
        public long wallMicros() {
            return real.wallMicros();
        }

        @Override
        public long monotonicNanos() {
            return real.monotonicNanos();
        }

        @Override
        public long randomBits() {
            return real.randomBits();
        }

        @Override
        public void sleep(Duration duration) {
            real.sleep(duration);
        }

        @Override
        public void start(String name, Runnable body) {
            if (!name.equals(task)) {
                real.start(name, body);
            } else if (atStart) {
                throw new OutOfMemoryError("no thread");
            } else {
                real.start(name, body);
            }
        }
    }

    private static void assertOver(FolderStore store, List<String> fatal) {
        assertThat(fatal).hasSize(1).first().asString().contains("OutOfMemoryError");
        assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Undecided.class);
        assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
    }

    @Test
    void aTaskThatCantBeStartedEndsAllPuts() throws IOException {
        for (String task : List.of("journal", "checkpoint")) {
            List<String> fatal = new ArrayList<>();
            Environment environment = new WithoutMemory(new InlineEnvironment(), task, true);
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
            FolderStore store = TestFolder.open(disk, environment, fatal::add);
            PutOutcome outcome = store.put(KEY, new byte[1], Precondition.ABSENT);
            for (int i = 0; i < 20 && outcome instanceof PutOutcome.Stored stored; i++) {
                Precondition same = new Precondition.Matches(stored.version());
                outcome = store.put(KEY, new byte[800 + i % 2], same);
            }
            assertThat(outcome).as(task).isInstanceOf(PutOutcome.Undecided.class);
            assertOver(store, fatal);
            store.close();
        }
    }

    @Test
    void anErrorAnywhereInATaskEndsAllPuts() throws IOException {
        for (int step = 0; step < 40; step++) {
            List<String> fatal = new ArrayList<>();
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
            FolderStore store = TestFolder.open(disk, new InlineEnvironment(), fatal::add);
            int[] left = {step};
            disk.between(
                    () -> {
                        if (left[0]-- == 0) {
                            throw new OutOfMemoryError("no heap");
                        }
                    });
            for (int i = 0; i < 20 && !store.over(); i++) {
                store.put(new ObjectKey("k" + i), new byte[800], Precondition.ABSENT);
            }
            disk.between(() -> {});
            assertOver(store, fatal);
            store.close();
        }
    }

    @Test
    void aCloseWaitsForALargePutThatIsUnderWay(@TempDir Path folder) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Environment environment = TestFolder.threads();
        Disk slow =
                WatchedDisk.of(
                        new RealDisk(folder),
                        (name, path) -> {
                            if (name.equals("create") && path.startsWith(ObjectFile.INCOMING)) {
                                begun.countDown();
                                go.await();
                            }
                        });
        FolderStore store = TestFolder.open(slow, environment);
        byte[] large = new byte[FolderStore.JOURNALED_BYTES_MAX + 1];
        FutureTask<PutOutcome> put =
                new FutureTask<>(() -> store.put(KEY, large, Precondition.ABSENT));
        Thread.ofPlatform().start(put);
        begun.await();
        FutureTask<Boolean> close =
                new FutureTask<>(
                        () -> {
                            store.close();
                            return true;
                        });
        Thread closing = Thread.ofPlatform().start(close);
        while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(closing.isAlive()).isTrue();
        go.countDown();
        assertThat(close.get()).isTrue();
        // The put took effect before the close, or its outcome says that it may not have.
        PutOutcome outcome = put.get();
        try (FolderStore again = TestFolder.open(new RealDisk(folder), environment)) {
            boolean there = again.get(KEY) instanceof GetOutcome.Found;
            assertThat(there).isEqualTo(outcome instanceof PutOutcome.Stored);
        }
    }
}
