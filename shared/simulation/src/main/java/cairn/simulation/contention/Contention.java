package cairn.simulation.contention;

import cairn.simulation.history.Violation;
import cairn.simulation.world.DistantStore;
import cairn.simulation.world.DistantStore.Requests;
import cairn.simulation.world.Latency;
import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.storage.background.Compaction;
import cairn.storage.background.Jobs;
import cairn.storage.environment.UniqueName;
import cairn.storage.event.Event;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;

import java.util.ArrayList;
import java.util.List;

/// One run: for some time, a load on new partitions. Then every counter is read. Together the
/// counters must show each acknowledged write once.
public final class Contention {
    /// This time is not measured, so that all processes know the partitions.
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private static final long STEPS_MAX = 1L << 40;

    private final Contenders load;
    private final Latency latency;
    private final Rules rules;
    private final Schedule schedule;
    private final DistantStore store;
    private final List<PartitionName> names = new ArrayList<>();
    private final long endNanos;
    private final Tally tally;

    private Contention(Contenders load, Latency latency, int seconds, long seed, Rules rules) {
        this.load = load;
        this.latency = latency;
        this.rules = rules;
        this.schedule = new Schedule(seed, STEPS_MAX);
        this.store = new DistantStore(schedule, latency);
        this.endNanos = WARM_UP_NANOS + seconds * 1_000_000_000L;
        this.tally = new Tally(WARM_UP_NANOS, endNanos);
    }

    /// Measures a load for a number of virtual seconds.
    ///
    /// @param rules all rules, except in tests
    /// @throws Violation a write was lost or applied twice
    public static Figures measure(
            Contenders load, Latency latency, int seconds, long seed, Rules rules) {
        return new Contention(load, latency, seconds, seed, rules).run();
    }

    private Figures run() {
        SimulatedProcess maker = new SimulatedProcess(schedule, 0);
        UniqueName incarnation = UniqueName.fresh(maker.wallMicros(), maker);
        for (int i = 0; i < load.partitions(); i++) {
            names.add(new PartitionName(incarnation, UniqueName.fresh(maker.wallMicros(), maker)));
        }
        start();
        List<Requests> edges = new ArrayList<>();
        schedule.after(WARM_UP_NANOS, () -> edges.add(store.requests()));
        schedule.after(endNanos, () -> edges.add(store.requests()));
        schedule.run();
        checkCounters();
        List<Long> times = tally.sortedTimes();
        return new Figures(
                load,
                (endNanos - WARM_UP_NANOS) / 1e9,
                tally.requests(),
                tally.failures(),
                percentile(times, 50),
                percentile(times, 99),
                edges.get(1).since(edges.get(0)));
    }

    /// Starts the processes of the load, and one that compacts for all of them, as an invoked
    /// function does.
    private void start() {
        SimulatedProcess background = new SimulatedProcess(schedule, 0);
        Engine engine = engine(background);
        Jobs jobs = Jobs.of(engine);
        engine.events().add(this::mustNotFail);
        for (int i = 0; i < load.processes(); i++) {
            SimulatedProcess process = new SimulatedProcess(schedule, 0);
            Engine here = engine(process);
            here.events().add(event -> Compaction.due(event).ifPresent(jobs::due));
            List<Partition> partitions = partitions(here);
            for (int j = 0; j < load.callers(); j++) {
                Requester caller =
                        new Requester(schedule, process, partitions, load.writes(), latency, tally);
                process.start("caller", () -> caller.work(endNanos));
            }
        }
    }

    private void mustNotFail(Event event) {
        if (event instanceof Event.JobFailed(String job, String why)) {
            schedule.fail(new IllegalStateException(job + ": " + why));
        }
    }

    private Engine engine(SimulatedProcess process) {
        return Engine.shared(process, store.client(), Tuning.FUNCTION, rules);
    }

    private List<Partition> partitions(Engine engine) {
        return names.stream().map(name -> Partition.of(engine, name)).toList();
    }

    private void checkCounters() {
        SimulatedProcess reader = new SimulatedProcess(schedule, 0);
        List<Long> counts = new ArrayList<>();
        reader.start("count", () -> counts.add(counted(partitions(engine(reader)))));
        schedule.run();
        long counted = counts.getFirst();
        if (counted != tally.appliedWrites()) {
            throw new Violation(
                    "%d writes were answered as done, %d are there"
                            .formatted(tally.appliedWrites(), counted));
        }
    }

    private static long counted(List<Partition> partitions) {
        long counted = 0;
        for (Partition partition : partitions) {
            for (int key = 0; key < Requester.KEYS; key++) {
                counted +=
                        CounterWrite.count(partition.read(Requester.key(key), Consistency.STRONG));
            }
        }
        return counted;
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() * percent - 1) / 100);
    }
}
