package cairn.simulation.world;

/// How often each thing goes wrong with a request: probabilities, and the longest times.
///
/// @param failed answered 503 (or 409), without effect
/// @param answerLost takes effect; the client hears of no answer until it gives up
/// @param late takes effect after the client gave up
/// @param repeated takes effect, the answer is lost below the client, and the transport sends it
///   again: a conditional put then meets its own success
/// @param slow takes up to `slowNanos` each way
/// @param bursts share of the time in which every request is answered 503
/// @param foreign answered by another party than the store, a proxy for instance: a read by a 404
///   of its own, a put of a new object by a 412
/// @param outage a time in which every request is answered 503
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
    /// From when to when, in virtual nanoseconds.
    public record Outage(long fromNanos, long toNanos) {
        public static final Outage NONE = new Outage(0, 0);

        boolean at(long nanos) {
            return fromNanos <= nanos && nanos < toNanos;
        }
    }

    /// Nothing goes wrong.
    public static final StoreFaults NONE = new StoreFaults(0, 0, 0, 0, 0, 0, 0, Outage.NONE, 0, 0);
}
