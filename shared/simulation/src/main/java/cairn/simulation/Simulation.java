package cairn.simulation;

import cairn.simulation.history.RecordedOperation;
import cairn.simulation.history.Values;
import cairn.simulation.history.Verdict;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.simulation.world.SimulatedStore;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;
import cairn.storage.port.ObjectKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One history. Several processes read and write a few items of a few partitions on one store,
/// while requests fail and processes freeze and die. In the end the faults stop, and the content of
/// the store is compared with the answers.
public final class Simulation {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long DISTURBANCE_NANOS = 4_000_000_000L;

    /// Figures of one history.
    ///
    /// @param fingerprint of every operation and its answer; equal for equal seeds
    public record Result(int operations, int records, int fingerprint) {}

    private final Scenario scenario;
    private final Schedule schedule;
    private final Recorder recorder;
    private final SimulatedStore store;
    private final Engines engines;
    private final List<PartitionName> names = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Actor, Site> places = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Map<Long, Long>> landedMicros = new ArrayList<>();

    private Simulation(long seed, Rules rules) {
        this.scenario = Scenario.of(seed);
        this.schedule = new Schedule(seed);
        this.recorder = new Recorder(schedule);
        this.store =
                new SimulatedStore(
                        schedule,
                        scenario.faults(),
                        scenario.soleOwner(),
                        rules.keep(Rule.ABSENT_IS_THE_STORES),
                        new HeadWitness());
        this.engines = new Engines(schedule, store, scenario, rules);
    }

    /// Runs the history of one seed.
    ///
    /// @throws Violation a promise was broken
    /// @throws IllegalStateException the engine failed in a way that no fault explains
    public static Result run(long seed, Rules rules) {
        return new Simulation(seed, rules).run();
    }

    private Result run() {
        SimulatedProcess maker = new SimulatedProcess(schedule, 0);
        UniqueName incarnation = UniqueName.fresh(0, maker);
        for (int i = 0; i < scenario.partitions(); i++) {
            names.add(new PartitionName(incarnation, UniqueName.fresh(0, maker)));
            landedMicros.add(new HashMap<>());
        }
        for (int i = 0; i < scenario.processes(); i++) {
            startSite();
        }
        for (int i = 0; i < scenario.actors(); i++) {
            int share = scenario.operations() / scenario.actors() + 1;
            Actor actor = new Actor(schedule, scenario, recorder, share);
            actors.add(actor);
            settle(actor);
        }
        for (int i = 0; i < scenario.disturbances(); i++) {
            schedule.after(schedule.draw(DISTURBANCE_NANOS), this::disturb);
        }
        schedule.run();
        store.calm();
        for (Site site : List.copyOf(sites)) {
            Actor writer = new Actor(schedule, scenario, recorder, 0);
            actors.add(writer);
            site.process().start("recovery", () -> writer.recover(site));
        }
        schedule.run();
        Actor reviewer = new Actor(schedule, scenario, recorder, 0);
        actors.add(reviewer);
        sites.forEach(site -> site.process().kill());
        Site fresh = startSite();
        fresh.process().start("review", () -> reviewer.review(fresh));
        schedule.run();
        return judge();
    }

    private Site startSite() {
        SimulatedProcess process = engines.process();
        Site site = Site.start(process, engines.of(process), names);
        sites.add(site);
        return site;
    }

    private void settle(Actor actor) {
        Site site = sites.get(schedule.random().nextInt(sites.size()));
        places.put(actor, site);
        site.process().start("actor", () -> actor.work(site));
    }

    private void disturb() {
        Site site = sites.get(schedule.random().nextInt(sites.size()));
        switch (schedule.random().nextInt(3)) {
            case 0 -> {
                site.process().freeze();
                long nanos = schedule.chance(0.1) ? HOUR_NANOS : 3_000_000_000L;
                schedule.after(schedule.draw(nanos), site.process()::thaw);
            }
            case 1 -> replace(site);
            default -> site.process().stepClock(schedule.draw(HOUR_NANOS / 1000));
        }
    }

    /// Kills a process and starts another. The clients of the first continue at any process.
    private void replace(Site site) {
        site.process().kill();
        sites.remove(site);
        startSite();
        for (Actor actor : actors) {
            if (site.equals(places.get(actor))) {
                schedule.after(schedule.draw(500_000_000), () -> settle(actor));
            }
        }
    }

    /// Sees every put of a head.
    private final class HeadWitness implements SimulatedStore.Witness {
        private final Set<CommitId> sent = new HashSet<>();

        @Override
        public void sent(ObjectKey key, byte[] bytes) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).head().equals(key)) {
                    sent(i, Head.decode(names.get(i), bytes));
                }
            }
        }

        /// A write whose deadline has passed is never sent for the first time.
        private void sent(int partition, Head head) {
            List<Commit> commits = head.tail().commitsAfter(0);
            if (commits.isEmpty() || !sent.add(commits.getLast().id())) {
                return;
            }
            for (LogRecord record : commits.getLast().records()) {
                Optional<String> value = record.item().map(item -> Values.text(item.json()));
                if (value.isPresent()) {
                    RecordedOperation write = recorder.of(partition, Values.newest(value));
                    long waited = schedule.nowNanos() - write.beganNanos();
                    if (waited > scenario.tuning().writeDeadline().toNanos()) {
                        schedule.fail(new Violation("sent after its deadline: " + write));
                    }
                }
            }
        }

        @Override
        public void stored(ObjectKey key, byte[] bytes, long storeMicros) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).head().equals(key)) {
                    Head head = Head.decode(names.get(i), bytes);
                    landedMicros.get(i).put(head.sequence(), storeMicros);
                }
            }
        }
    }

    private Result judge() {
        for (Actor actor : actors) {
            if (!actor.finished()) {
                throw new Violation("a client waits for ever");
            }
        }
        int records = 0;
        for (int i = 0; i < names.size(); i++) {
            records +=
                    Verdict.of(
                            store.objects(), names.get(i), Actor::key, recorder.of(i), landed(i));
        }
        return new Result(recorder.size(), records, recorder.fingerprint());
    }

    /// The clock of a sole owner is the store's clock, so any step of it is allowed.
    private Map<Long, Long> landed(int partition) {
        Map<Long, Long> landed = landedMicros.get(partition);
        if (scenario.soleOwner()) {
            landed.replaceAll((sequence, micros) -> Long.MAX_VALUE / 2);
        }
        return landed;
    }
}
