package cairn.server;

import cairn.server.http.Connections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Periodic checks on their own thread: of clients that are late, and of the heap.
final class Watch {
    /// The status of a JVM that ends on OutOfMemoryError.
    static final int OUT_OF_MEMORY = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long SWEEP_MILLIS = 250;
    private static final int SWEEPS_PER_SAMPLE = 4;

    /// Sampling starts late, because the first samples load the JVM's beans.
    private static final int SWEEPS_BEFORE_SAMPLES = 40;

    private Watch() {}

    static void start(Connections connections) {
        Thread.ofPlatform().daemon().name("watch").start(() -> run(connections));
    }

    private static void run(Connections connections) {
        HeapWatch heap = new HeapWatch();
        for (long i = 0; ; i++) {
            try {
                Thread.sleep(SWEEP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            connections.sweep();
            if (i >= SWEEPS_BEFORE_SAMPLES && i % SWEEPS_PER_SAMPLE == 0) {
                heap.sees(HeapWatch.Sample.now()).ifPresent(Watch::halt);
            }
        }
    }

    /// Ends the process at once, because an orderly end would need memory.
    private static void halt(String why) {
        LOG.error("{}", why);
        Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
}
