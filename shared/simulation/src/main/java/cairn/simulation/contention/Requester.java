package cairn.simulation.contention;

import cairn.item.StorageKey;
import cairn.simulation.world.Latency;
import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.storage.edit.Settlement;
import cairn.storage.partition.Partition;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One caller of a process. It writes random items, one request after another.
final class Requester {
    /// The number of items of each partition.
    static final int KEYS = 200;

    private static final long STAGGER_NANOS = 1_000_000_000;

    private final Schedule schedule;
    private final SimulatedProcess process;
    private final List<Partition> partitions;
    private final int writes;
    private final Latency latency;
    private final Tally tally;

    Requester(
            Schedule schedule,
            SimulatedProcess process,
            List<Partition> partitions,
            int writes,
            Latency latency,
            Tally tally) {
        this.schedule = schedule;
        this.process = process;
        this.partitions = partitions;
        this.writes = writes;
        this.latency = latency;
        this.tally = tally;
    }

    static StorageKey key(int index) {
        return StorageKey.of(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }

    /// Starts no request at `endNanos` or later.
    void work(long endNanos) {
        process.sleep(Duration.ofNanos(schedule.random().nextLong(STAGGER_NANOS)));
        while (schedule.nowNanos() < endNanos) {
            request();
            process.sleep(Duration.ofNanos(latency.draw(schedule, latency.callerMillis())));
        }
    }

    private void request() {
        long began = schedule.nowNanos();
        Map<Integer, List<CounterWrite>> routed = new TreeMap<>();
        for (int i = 0; i < writes; i++) {
            int partition = schedule.random().nextInt(partitions.size());
            CounterWrite write = new CounterWrite(key(schedule.random().nextInt(KEYS)));
            routed.computeIfAbsent(partition, p -> new ArrayList<>()).add(write);
        }
        routed.forEach((partition, group) -> partitions.get(partition).submit(group));
        boolean done = true;
        for (List<CounterWrite> group : routed.values()) {
            for (CounterWrite write : group) {
                done &= done(write.await());
            }
        }
        tally.answered(began, schedule.nowNanos(), done);
    }

    private boolean done(Settlement end) {
        return switch (end) {
            case Settlement.Decided decided -> {
                tally.applied();
                yield true;
            }
            case Settlement.Throttled() -> false;
            case Settlement.Failed(String why) -> false;
            case Settlement.Deleted() -> throw new IllegalStateException("nobody deletes");
            case Settlement.Unknown(String why) -> throw new IllegalStateException(why);
        };
    }
}
