package cairn.server;

import cairn.operations.http.Body;
import cairn.operations.http.ByteBudget;
import cairn.operations.http.RequestMemory;
import cairn.operations.wire.ReplyBody;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// How much the process can carry, by its heap and its file descriptors.
final class Capacities {
    /// Of the heap, in parts of so many: for bodies that are being read or handled, for parsed
    /// ones, and for answers. The rest is for the store's caches and what it has to keep.
    private static final int PARTS = 16;

    private static final int FOR_BODIES = 2;
    private static final int FOR_PARSED = 3;
    private static final int FOR_ANSWERS = 5;

    /// Two of the longest bodies at once, whatever the heap.
    private static final long BYTES_MIN = 2L * Body.BYTES_MAX;

    /// A connection takes less, with what its codec holds.
    private static final long BYTES_PER_CONNECTION = 64 << 10;

    /// Descriptors kept for the store's files and connections.
    private static final int DESCRIPTORS_PART = 4;

    private static final long DESCRIPTORS_MIN = 64;

    private static final class Lazy {
        static final int CONNECTIONS = connectionsMax();
    }

    private Capacities() {}

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    private static ByteBudget part(int parts) {
        return ByteBudget.of(heap() / PARTS * parts, BYTES_MIN);
    }

    /// What is collected for answers, none of which is small: so the bytes are those of large ones.
    private static ByteBudget answers() {
        return new ByteBudget(Math.max(BYTES_MIN, heap() / PARTS * FOR_ANSWERS));
    }

    static ByteBudget bodies() {
        return part(FOR_BODIES);
    }

    /// @param patience how long a request waits for its part
    static RequestMemory.Budgets requests(Duration patience) {
        return new RequestMemory.Budgets(part(FOR_PARSED), answers(), patience);
    }

    /// How long an answer may become that can be cut short: what one request may collect while it
    /// is put together. DynamoDB's 16 MB of items fit, unless their JSON is much longer.
    static int answerBytesMax() {
        return (int) Math.min(Integer.MAX_VALUE, answers().bytesMax() / (2 * ReplyBody.COPIES));
    }

    /// How many connections there may be. The first call loads the JVM's beans.
    static int connections() {
        return Lazy.CONNECTIONS;
    }

    private static int connectionsMax() {
        long byHeap = heap() / BYTES_PER_CONNECTION;
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean unix)) {
            return (int) byHeap;
        }
        long most = unix.getMaxFileDescriptorCount();
        // Archives and the like; the few connections that there are already count as such.
        long others = unix.getOpenFileDescriptorCount();
        long reserve = Math.max(DESCRIPTORS_MIN, most / DESCRIPTORS_PART);
        return (int) Math.max(1, Math.min(byHeap, most - others - reserve));
    }
}
