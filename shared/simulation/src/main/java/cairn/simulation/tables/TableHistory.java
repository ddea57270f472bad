package cairn.simulation.tables;

import cairn.operations.Api;
import cairn.operations.request.TableAccess;
import cairn.simulation.Engines;
import cairn.simulation.Scenario;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.simulation.world.SimulatedStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One history of tables. Several processes use one store, while requests fail and processes freeze
/// and die. In the end the faults stop, all processes must be able to continue, and the answers are
/// checked.
public final class TableHistory {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long DISTURBANCE_NANOS = 3_000_000_000L;
    private static final int PARTITIONS = 2;

    /// The longest time after its deadline at which a write may be answered. It may look for its
    /// table, and try again on another.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    /// Figures of one history.
    ///
    /// @param fingerprint of every call and its answer; equal for equal seeds
    public record Result(int calls, int fingerprint) {}

    private final Scenario scenario;
    private final Schedule schedule;
    private final Calls calls;
    private final SimulatedStore store;
    private final Engines engines;
    private final TableClient.Plan plan;
    private final List<TableClient> clients = new ArrayList<>();
    private final Map<TableClient, TableSite> places = new HashMap<>();
    private final List<TableSite> sites = new ArrayList<>();

    private TableHistory(long seed, Rules rules) {
        this.scenario = Scenario.of(seed);
        this.schedule = new Schedule(seed);
        this.calls = new Calls(schedule);
        this.store =
                new SimulatedStore(
                        schedule,
                        scenario.faults(),
                        scenario.soleOwner(),
                        rules.keep(Rule.ABSENT_IS_THE_STORES),
                        SimulatedStore.Witness.NONE);
        this.engines = new Engines(schedule, store, scenario, rules);
        Call.Schema[] schemas = new Call.Schema[scenario.partitions()];
        Arrays.fill(schemas, Call.Schema.TEXT_A);
        this.plan =
                new TableClient.Plan(
                        scenario.partitions(),
                        scenario.keys(),
                        scenario.tuning().writeDeadline().plus(ANSWERED_WITHIN),
                        schemas);
    }

    /// Runs the history of one seed.
    ///
    /// @throws Violation a promise was broken
    /// @throws IllegalStateException the engine failed in a way that no fault explains
    public static Result run(long seed, Rules rules) {
        return new TableHistory(seed, rules).run();
    }

    private Result run() {
        for (int i = 0; i < scenario.processes(); i++) {
            startSite();
        }
        for (int i = 0; i < scenario.actors(); i++) {
            int share = scenario.operations() / scenario.actors() / 2 + 1;
            TableClient client = new TableClient(schedule, calls, plan, share);
            clients.add(client);
            settle(client);
        }
        for (int i = 0; i < scenario.disturbances(); i++) {
            schedule.after(schedule.draw(DISTURBANCE_NANOS), this::disturb);
        }
        schedule.run();
        store.calm();
        TableClient last = new TableClient(schedule, calls, plan, 0);
        clients.add(last);
        TableSite here = sites.getFirst();
        here.process().start("recovery", () -> last.recover(sites, here));
        schedule.run();
        if (!clients.stream().allMatch(TableClient::finished)) {
            throw new Violation("a client waits for ever");
        }
        for (int table = 0; table < plan.tables(); table++) {
            new TableVerdict(calls.of(table)).check();
        }
        return new Result(calls.size(), calls.fingerprint());
    }

    private void startSite() {
        SimulatedProcess process = engines.process();
        Engine engine = engines.of(process);
        Tables tables = new Tables(engine);
        TableAccess access =
                new TableAccess(
                        tables,
                        process,
                        new TableAccess.Configuration("home", "000000000000", PARTITIONS));
        sites.add(new TableSite(process, tables, new Api(access, this::failed)));
    }

    /// Handles a request that failed through no fault of its client. Only a store that gave no
    /// answer explains such a failure.
    private String failed(Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        boolean explained =
                cause instanceof StoreUnavailable
                        || why.startsWith("write not done") && !why.contains("unexpectedly");
        if (!explained) {
            schedule.fail(cause);
        }
        return "1";
    }

    private void settle(TableClient client) {
        TableSite site = sites.get(schedule.random().nextInt(sites.size()));
        places.put(client, site);
        site.process().start("client", () -> client.work(site));
    }

    private void disturb() {
        TableSite site = sites.get(schedule.random().nextInt(sites.size()));
        if (schedule.chance(0.5)) {
            site.process().freeze();
            long nanos = schedule.chance(0.1) ? HOUR_NANOS : 3_000_000_000L;
            schedule.after(schedule.draw(nanos), site.process()::thaw);
        } else {
            replace(site);
        }
    }

    /// Kills a process and starts another. The clients of the first continue at any process.
    private void replace(TableSite site) {
        site.process().kill();
        sites.remove(site);
        startSite();
        for (TableClient client : clients) {
            if (site.equals(places.get(client))) {
                schedule.after(schedule.draw(500_000_000), () -> settle(client));
            }
        }
    }
}
