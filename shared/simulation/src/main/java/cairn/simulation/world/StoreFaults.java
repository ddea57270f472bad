package cairn.simulation.world;

/// How often each fault happens to a request, as probabilities, and the longest times.
///
/// @param failed answered with 503 (or 409), without effect
/// @param answerLost takes effect; the client gets no answer until it gives up
/// @param late takes effect after the client gave up
/// @param repeated takes effect, but its answer is lost below the client, and the transport sends
///   it again; a conditional put then meets its own success
/// @param slow takes up to `slowNanos` each way
/// @param bursts share of the time in which every request is answered with 503
/// @param foreign answered by another party than the store, for instance a proxy: a read with a
///   404, a put of a chunk or segment with a 412
/// @param outage a time in which every request is answered with 503
public record StoreFaults(
        double failed,
        double answerLost,
        double late,
        double repeated,
        double slow,
        double bursts,
        double foreign,
        Outage outage,
        long slowNanos,
        long lateNanos) {
    /// The start and the end, in virtual nanoseconds.
    public record Outage(long fromNanos, long toNanos) {
        public static final Outage NONE = new Outage(0, 0);

        boolean at(long nanos) {
            return fromNanos <= nanos && nanos < toNanos;
        }
    }

    /// No faults.
    public static final StoreFaults NONE = new StoreFaults(0, 0, 0, 0, 0, 0, 0, Outage.NONE, 0, 0);
}
