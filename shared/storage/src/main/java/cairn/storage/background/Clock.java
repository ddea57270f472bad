package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;

import java.time.Duration;

/// Does something again and again, for as long as the process lives: what a schedule does for
/// functions. Once at a time; the pause counts from the end.
public final class Clock {
    private final Environment environment;

    public Clock(Environment environment) {
        this.environment = environment;
    }

    /// Begins with a pause. Does not block.
    ///
    /// @param what must not throw
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
                        // The process ends, and this with it.
                    }
                });
    }
}
