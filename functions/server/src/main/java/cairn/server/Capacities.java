package cairn.server;

import cairn.operations.http.Body;
import cairn.operations.http.ByteBudget;
import cairn.operations.http.RequestMemory;
import cairn.operations.wire.ReplyBody;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The capacity of the process, from its heap and its file descriptors.
final class Capacities {
    /// The heap is divided into this many parts. Some are for bodies that are read or handled, for
    /// parsed requests, and for answers. The rest is for the store's caches and buffers.
    private static final int PARTS = 16;

    private static final int FOR_BODIES = 2;
    private static final int FOR_PARSED = 3;
    private static final int FOR_ANSWERS = 5;

    /// Room for two of the longest bodies at once, whatever the heap.
    private static final long BYTES_MIN = 2L * Body.BYTES_MAX;

    /// An upper limit of a connection's memory, including its codec's.
    private static final long BYTES_PER_CONNECTION = 64 << 10;

    /// One part in this many of the descriptors is reserved for the store's files and connections.
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

    /// The budget for answers. No answer takes a small share, so all bytes are for large shares.
    private static ByteBudget answers() {
        return new ByteBudget(Math.max(BYTES_MIN, heap() / PARTS * FOR_ANSWERS));
    }

    static ByteBudget bodies() {
        return part(FOR_BODIES);
    }

    /// @param patience how long a request waits for its share
    static RequestMemory.Budgets requests(Duration patience) {
        return new RequestMemory.Budgets(part(FOR_PARSED), answers(), patience);
    }

    /// The length at which an answer that allows it is cut short: the memory for one request while
    /// its answer is built. DynamoDB's 16 MB of items fit, unless their JSON is much longer.
    static int answerBytesMax() {
        return (int) Math.min(Integer.MAX_VALUE, answers().bytesMax() / (2 * ReplyBody.COPIES));
    }

    /// The largest number of connections. The first call loads the JVM's beans.
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
        // Archives and similar files; the few connections that already exist count as such.
        long others = unix.getOpenFileDescriptorCount();
        long reserve = Math.max(DESCRIPTORS_MIN, most / DESCRIPTORS_PART);
        return (int) Math.max(1, Math.min(byHeap, most - others - reserve));
    }
}
