package cairn.simulation.indexes;

import cairn.operations.Api;
import cairn.operations.TableJobs;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.simulation.Engines;
import cairn.simulation.Scenario;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;
import cairn.simulation.world.SimulatedProcess;
import cairn.simulation.world.SimulatedStore;
import cairn.storage.background.JobOutcome.Done;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/// One history of a table with indexes. Several processes change its items, while requests fail and
/// processes freeze and die. In the end the faults stop, and the sweep propagates what is left.
/// Every index must then have exactly the entries that follow from the items.
public final class IndexHistory {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long DISTURBANCE_NANOS = 6_000_000_000L;
    private static final long THINK_NANOS = 60_000_000;
    private static final int PARTITIONS = 2;

    /// The tails of all partitions must fit in memory together, because nothing makes them smaller.
    private static final long RECENT_BYTES_MIN = 16_000;

    private static final int CALM_TRIES_MAX = 40;
    private static final Duration CALM_PAUSE = Duration.ofMillis(500);

    /// Figures of one history.
    ///
    /// @param fingerprint of the final items and entries; equal for equal seeds
    public record Result(int changes, int fingerprint) {}

    /// One process, from its `Api` down.
    private record Site(SimulatedProcess process, TableAccess access, Api api) {}

    private final Scenario scenario;
    private final Schedule schedule;
    private final SimulatedStore store;
    private final Engines engines;
    private final boolean global;
    private final List<Site> sites = new ArrayList<>();
    private int left;
    private int changes;
    private int fingerprint;
    private boolean finished;

    private IndexHistory(long seed, Rules rules) {
        this.scenario = Scenario.of(seed).withRecentBytes(RECENT_BYTES_MIN);
        this.schedule = new Schedule(seed);
        this.store =
                new SimulatedStore(
                        schedule,
                        scenario.faults(),
                        scenario.soleOwner(),
                        rules.keep(Rule.ABSENT_IS_THE_STORES),
                        SimulatedStore.Witness.NONE);
        this.engines = new Engines(schedule, store, scenario, rules);
        this.left = scenario.operations();
        this.global = schedule.chance(0.5);
    }

    /// Runs the history of one seed.
    ///
    /// @throws Violation an index disagrees with the items
    /// @throws IllegalStateException the engine failed in a way that no fault explains
    public static Result run(long seed, Rules rules) {
        return new IndexHistory(seed, rules).run();
    }

    private Result run() {
        for (int i = 0; i < scenario.processes(); i++) {
            startSite();
        }
        for (int i = 0; i < scenario.actors(); i++) {
            begin();
        }
        for (int i = 0; i < scenario.disturbances(); i++) {
            schedule.after(schedule.draw(DISTURBANCE_NANOS), this::disturb);
        }
        schedule.run();
        store.calm();
        Site last = sites.getFirst();
        last.process().start("recovery", () -> rest(last));
        schedule.run();
        if (!finished) {
            throw new Violation("the indexes were not compared");
        }
        return new Result(changes, fingerprint);
    }

    private void startSite() {
        SimulatedProcess process = engines.process();
        Engine engine = engines.of(process);
        Propagation.Timing timing =
                scenario.asks() ? Propagation.Timing.BEFORE_ANSWER : Propagation.Timing.BESIDE;
        Propagation.Mode mode = new Propagation.Mode(timing, true);
        TableAccess access =
                new TableAccess(
                        new Tables(engine),
                        process,
                        new TableAccess.Configuration(
                                "home", "000000000000", PARTITIONS, Integer.MAX_VALUE, mode));
        sites.add(new Site(process, access, new Api(access, this::failed)));
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

    private void begin() {
        Site site = sites.get(schedule.random().nextInt(sites.size()));
        site.process().start("client", () -> work(site));
    }

    /// Sends changes until none is left, or the process dies.
    private void work(Site site) {
        IndexedItems.send(site.api, IndexedItems.create(global));
        while (left > 0) {
            left--;
            changes++;
            if (schedule.chance(0.06)) {
                IndexedItems.send(
                        site.api, schedule.chance(0.7) ? IndexedItems.ADD : IndexedItems.REMOVE);
            }
            IndexedItems.send(
                    site.api,
                    IndexedItems.change(schedule.random().split(), scenario.keys(), changes));
            if (schedule.chance(0.7)) {
                site.process().sleep(Duration.ofNanos(schedule.draw(THINK_NANOS)));
            }
        }
    }

    private void disturb() {
        Site site = sites.get(schedule.random().nextInt(sites.size()));
        if (schedule.chance(0.5)) {
            site.process().freeze();
            long nanos = schedule.chance(0.1) ? HOUR_NANOS : 3_000_000_000L;
            schedule.after(schedule.draw(nanos), site.process()::thaw);
        } else {
            site.process().kill();
            sites.remove(site);
            startSite();
            schedule.after(schedule.draw(500_000_000), this::begin);
        }
    }

    /// Waits until nothing changes any more, and compares.
    private void rest(Site here) {
        for (int tries = 0; tries < CALM_TRIES_MAX; tries++) {
            here.process.sleep(CALM_PAUSE);
            Reply created = IndexedItems.send(here.api, IndexedItems.create(global));
            // A read learns of compactions by other processes, and thereby frees memory.
            boolean there =
                    created.status() < 500
                            && IndexedItems.scan(here.api, Optional.empty(), name -> true)
                                    .isPresent();
            if (there && swept(here) && compared(here)) {
                finished = true;
                return;
            }
        }
        throw new Violation("it does not come to rest");
    }

    /// Has what was left over done, and an index made if there is none.
    private static boolean swept(Site here) {
        IndexedItems.send(here.api, IndexedItems.ADD);
        return TableJobs.index(here.access).of("Things").run(() -> true) instanceof Done;
    }

    private boolean compared(Site here) {
        Predicate<String> all = name -> true;
        Predicate<String> hasA = item -> item.contains("a={");
        Predicate<String> hasB = item -> item.contains("b={");
        boolean first =
                !global
                        || same(here, "global", all, hasA)
                                && same(here, "keys", name -> !name.equals("v"), hasA.and(hasB));
        return first && same(here, "local", all, hasA) && same(here, "late", all, hasB);
    }

    /// @param kept selects the attributes that the index has
    /// @param has whether the index has an entry of an item
    private boolean same(Site here, String index, Predicate<String> kept, Predicate<String> has) {
        Optional<SortedMap<String, String>> items =
                IndexedItems.scan(here.api, Optional.empty(), kept);
        Optional<SortedMap<String, String>> entries =
                IndexedItems.scan(here.api, Optional.of(index), kept);
        if (items.isEmpty() || entries.isEmpty()) {
            return false;
        }
        SortedMap<String, String> expected = items.get();
        expected.values().removeIf(item -> !has.test(item));
        if (!expected.equals(entries.get())) {
            throw new Violation(
                    "index " + index + " has " + entries.get() + ", items say " + expected);
        }
        fingerprint = 31 * fingerprint + expected.hashCode();
        return true;
    }
}
