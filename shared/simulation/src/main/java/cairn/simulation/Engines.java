package cairn.simulation;

import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.simulation.world.SimulatedStore;
import cairn.storage.background.Compaction;
import cairn.storage.background.JobName;
import cairn.storage.background.Jobs;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;

/// The engines of a history's processes. They compact in the process, or send requests to other
/// processes as functions do.
public final class Engines {
    private static final long REQUEST_NANOS = 2_000_000_000L;

    private final Schedule schedule;
    private final SimulatedStore store;
    private final Scenario scenario;
    private final Rules rules;

    public Engines(Schedule schedule, SimulatedStore store, Scenario scenario, Rules rules) {
        this.schedule = schedule;
        this.store = store;
        this.scenario = scenario;
        this.rules = rules;
    }

    /// A process whose clock is right, or wrong by up to two hours.
    public SimulatedProcess process() {
        long clockError =
                schedule.chance(0.5) ? 0 : (schedule.random().nextLong() >> 20) % 7_200_000_000L;
        return new SimulatedProcess(schedule, clockError);
    }

    /// The engine of a process that causes every due compaction.
    public Engine of(SimulatedProcess process) {
        Engine engine = alone(process);
        if (scenario.asks()) {
            engine.events().add(event -> Compaction.due(event).ifPresent(this::ask));
        } else {
            Jobs.of(engine).listen();
        }
        return engine;
    }

    private Engine alone(SimulatedProcess process) {
        var client = store.clientOf(process);
        return scenario.soleOwner()
                ? Engine.soleOwner(process, client, scenario.tuning(), rules)
                : Engine.shared(process, client, scenario.tuning(), rules);
    }

    /// Requests are sometimes lost or delivered twice.
    private void ask(JobName name) {
        int deliveries = schedule.chance(0.1) ? 0 : schedule.chance(0.2) ? 2 : 1;
        for (int i = 0; i < deliveries; i++) {
            schedule.after(schedule.draw(REQUEST_NANOS), () -> run(name));
        }
    }

    /// Runs the job in a new process.
    private void run(JobName name) {
        SimulatedProcess worker = new SimulatedProcess(schedule, 0);
        Jobs jobs = Jobs.of(alone(worker));
        worker.start("job", () -> jobs.run(name, () -> true));
    }
}
