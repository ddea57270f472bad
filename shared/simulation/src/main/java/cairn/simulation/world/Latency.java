package cairn.simulation.world;

/// How long requests to a distant store take: log-normal, as with S3, each kind around a median.
///
/// @param getMillis median of a GET
/// @param putMillis median of a PUT, and of a DELETE
/// @param listMillis median of a LIST
/// @param callerMillis median of the time from an answer to the same caller's next request: to the
///   caller and back
/// @param spread standard deviation of the logarithm; at 0.5 one request in a hundred takes 3.2
///   times the median, at 0 all take the median
public record Latency(
        double getMillis, double putMillis, double listMillis, double callerMillis, double spread) {
    /// S3 and callers in one region.
    public static final Latency S3 = new Latency(15, 30, 25, 10, 0.5);

    /// The nanoseconds that one request takes.
    public long draw(Schedule schedule, double medianMillis) {
        double normal = spread == 0 ? 0 : schedule.random().nextGaussian();
        return (long) (medianMillis * 1e6 * Math.exp(spread * normal));
    }
}
