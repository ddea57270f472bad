package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.event.Event;
import cairn.storage.partition.Engine;

import java.util.List;

/// The jobs of a process in which none may fail.
public final class WatchedJobs {
    private WatchedJobs() {}

    /// Jobs that nothing makes due.
    public static Jobs of(Environment environment, Engine engine) {
        engine.events().add(WatchedJobs::mustNotFail);
        return new Jobs(environment, engine.events(), List.of(new Compaction(engine)));
    }

    private static void mustNotFail(Event event) {
        if (event instanceof Event.JobFailed(String job, String why)) {
            throw new AssertionError(job + ": " + why);
        }
    }

    /// Jobs that the engine's events make due.
    public static void listen(Environment environment, Engine engine) {
        of(environment, engine).listen();
    }
}
