package cairn.storage.partition;

import cairn.storage.budget.Budget;

import java.time.Duration;

/// The numbers that trade one cost for another; correctness depends on none of them.
///
/// @param tailBytes a tail that exceeds this is written to a chunk, while commits continue
/// @param tailBytesMax a commit that would make a tail exceed this waits for such a chunk
/// @param batchBytesMax the approximate number of bytes of records that one commit takes from the
///   queue
/// @param queuedWritesMax further writes are throttled while this many wait for one partition
/// @param uncompactedBytesMax writes are throttled while this many bytes of chunks wait for
///   compaction
/// @param compactAtBytes a compaction is due when this many bytes of chunks wait for one
/// @param levelGrowth a compaction takes a level that is at most so many times larger than what it
///   merges already
/// @param logIndexFan stretches of the log that one index names; a head names about twice as many
///   of each height
/// @param blockBytes a segment's block is closed when its entries exceed this
/// @param segmentBytes a segment is closed when it exceeds this
/// @param cacheBytes footers and blocks kept in memory, of all partitions together
/// @param freshFor how long a view serves eventually consistent reads without a request
/// @param writeDeadline a write not settled by then ends as not done or as unknown
/// @param clockAllowance how far a commit time may be ahead of the store's clock
/// @param limits how much the process may hold in memory for writes and partitions
public record Tuning(
        int tailBytes,
        int tailBytesMax,
        int batchBytesMax,
        int queuedWritesMax,
        long uncompactedBytesMax,
        long compactAtBytes,
        int levelGrowth,
        int logIndexFan,
        int blockBytes,
        int segmentBytes,
        long cacheBytes,
        Duration freshFor,
        Duration writeDeadline,
        Duration clockAllowance,
        Budget.Limits limits) {
    /// The heap size for which the following numbers are chosen.
    private static final long HEAP_BYTES = 512L << 20;

    private static final int CACHE_SHARE = 4;

    public static final Tuning DEFAULT =
            new Tuning(
                    128 << 10,
                    1 << 20,
                    512 << 10,
                    20_000,
                    32L << 20,
                    4L << 20,
                    3,
                    32,
                    32 << 10,
                    16 << 20,
                    128L << 20,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Budget.Limits.of(HEAP_BYTES));

    /// For a store where requests cost almost nothing and new files cost most. Chunks are larger,
    /// and twice as much waits for a compaction, so that half as much is rewritten. Segments are
    /// smaller, because a segment is in memory while it is made.
    public static final Tuning LOCAL = DEFAULT.with(512 << 10, 2 << 20, 8L << 20, 4 << 20);

    /// For a process that is frozen after its answer. A chunk is never written concurrently with
    /// commits; the commit that needs one waits for it.
    public static final Tuning FUNCTION =
            DEFAULT.with(
                    DEFAULT.tailBytes,
                    DEFAULT.tailBytes,
                    DEFAULT.compactAtBytes,
                    DEFAULT.segmentBytes);

    private Tuning with(int tail, int tailMax, long compactAt, int segment) {
        return new Tuning(
                tail,
                tailMax,
                batchBytesMax,
                queuedWritesMax,
                uncompactedBytesMax,
                compactAt,
                levelGrowth,
                logIndexFan,
                blockBytes,
                segment,
                cacheBytes,
                freshFor,
                writeDeadline,
                clockAllowance,
                limits);
    }

    /// Whether work may continue concurrently with commits and after their answers.
    boolean worksBesideCommits() {
        return tailBytes < tailBytesMax;
    }

    /// The same for a heap of another size.
    public Tuning within(long heapBytes) {
        return limited(heapBytes / CACHE_SHARE, Budget.Limits.of(heapBytes));
    }

    /// The same with other memory limits.
    public Tuning limited(long cache, Budget.Limits memory) {
        return new Tuning(
                tailBytes,
                tailBytesMax,
                batchBytesMax,
                queuedWritesMax,
                uncompactedBytesMax,
                compactAtBytes,
                levelGrowth,
                logIndexFan,
                blockBytes,
                segmentBytes,
                cache,
                freshFor,
                writeDeadline,
                clockAllowance,
                memory);
    }
}
