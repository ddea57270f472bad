package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.environment.Environment;
import cairn.storage.event.Events;
import cairn.storage.port.ObjectStore;
import cairn.storage.request.ClockedStore;
import cairn.storage.request.PatientStore;
import cairn.storage.request.StoreClock;
import cairn.storage.segment.SegmentCache;

/// The shared parts of all partitions of one process.
///
/// @param soleOwner no other process can write to the store, so a loaded view stays current
public record Engine(
        Environment environment,
        ObjectStore store,
        StoreClock clock,
        PatientStore patient,
        SegmentCache cache,
        Budget budget,
        Partitions partitions,
        Events events,
        Tuning tuning,
        Rules rules,
        boolean soleOwner) {

    /// An engine on a store to which other processes also write.
    public static Engine shared(
            Environment environment, ObjectStore store, Tuning tuning, Rules rules) {
        return of(environment, store, tuning, rules, false);
    }

    /// An engine that is the sole owner of its store, for example a folder under a lock.
    public static Engine soleOwner(
            Environment environment, ObjectStore store, Tuning tuning, Rules rules) {
        return of(environment, store, tuning, rules, true);
    }

    private static Engine of(
            Environment environment,
            ObjectStore store,
            Tuning tuning,
            Rules rules,
            boolean soleOwner) {
        StoreClock clock = new StoreClock(environment);
        ObjectStore clocked = soleOwner ? store : new ClockedStore(store, clock);
        Events events = new Events();
        PatientStore patient = new PatientStore(environment, clocked, events);
        SegmentCache cache = new SegmentCache(tuning.cacheBytes());
        Budget budget = new Budget(tuning.limits());
        Partitions partitions = new Partitions(environment, budget);
        return new Engine(
                environment,
                clocked,
                clock,
                patient,
                cache,
                budget,
                partitions,
                events,
                tuning,
                rules,
                soleOwner);
    }
}
