package cairn.storage.background;

import cairn.storage.event.Event;
import cairn.storage.partition.Engine;

/// The jobs of a process. A test fails if one of them fails.
public final class WatchedJobs {
    private WatchedJobs() {}

    /// Jobs that events do not make due.
    public static Jobs of(Engine engine) {
        engine.events().add(WatchedJobs::mustNotFail);
        return Jobs.of(engine);
    }

    private static void mustNotFail(Event event) {
        if (event instanceof Event.JobFailed(String job, String why)) {
            throw new AssertionError(job + ": " + why);
        }
    }

    /// Jobs that the engine's events make due.
    public static void listen(Engine engine) {
        of(engine).listen();
    }
}
