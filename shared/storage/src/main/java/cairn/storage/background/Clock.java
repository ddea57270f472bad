package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;

import java.time.Duration;

/// Repeats an action while the process lives, as a schedule does for functions. One run at a time;
/// the pause starts at the end of a run.
public final class Clock {
    private final Environment environment;

    public Clock(Environment environment) {
        this.environment = environment;
    }

    /// Starts with a pause. Does not block.
    ///
    /// @param what the action; must not throw
    public void every(Duration pause, String name, Runnable what) {
        environment.start(
                name,
                () -> {
                    try {
                        while (true) {
                            environment.sleep(pause);
                            what.run();
                        }
                    } catch (ShuttingDown e) {
                        // The process ends, and so does this loop.
                    }
                });
    }
}
