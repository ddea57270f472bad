package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.SplittableRandom;

/// What other operations do during a checkpoint.
class CheckpointsTest {
    /// The checkpoint covers only the files that were full when it started.
    @Test
    void aFileThatFillsUpBesideACheckpointIsKept() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        InlineEnvironment environment = new InlineEnvironment();
        FolderStore store = TestFolder.open(disk, environment);
        environment.postpone(name -> name.equals("checkpoint"));
        int[] puts = {0};
        Runnable put =
                () -> {
                    ObjectKey key = new ObjectKey("k" + puts[0]++);
                    assertThat(store.put(key, new byte[900], Precondition.ABSENT))
                            .isInstanceOf(PutOutcome.Stored.class);
                };
        while (!environment.anyWaits()) {
            put.run();
        }
        int[] beside = {4};
        disk.between(
                () -> {
                    if (beside[0]-- > 0) {
                        put.run();
                    }
                });
        Runnable checkpoint = environment.next();
        checkpoint.run();
        disk.between(() -> {});
        while (store.roomy()) {
            put.run();
        }
        for (int i = 0; i < 3; i++) {
            put.run();
        }
        try (FolderStore again = TestFolder.open(disk.afterKill())) {
            for (int i = 0; i < puts[0]; i++) {
                assertThat(again.get(new ObjectKey("k" + i))).isInstanceOf(GetOutcome.Found.class);
            }
        }
    }
}
