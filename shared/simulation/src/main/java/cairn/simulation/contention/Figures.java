package cairn.simulation.contention;

import cairn.simulation.world.DistantStore.Requests;

import java.util.Locale;

/// The measurements of one run. Equal for equal seeds.
///
/// @param answered requests answered during the measurement, whatever their outcome
/// @param failed the answered requests of which a write was throttled or failed
/// @param p50Nanos median time from request to answer, including failed requests
/// @param requests requests of all processes to the store during the measurement
public record Figures(
        Contenders load,
        double seconds,
        int answered,
        int failed,
        long p50Nanos,
        long p99Nanos,
        Requests requests) {

    /// Items written per second.
    public double goodput() {
        return (answered - failed) * load.writes() / seconds;
    }

    private double each(long count) {
        return (double) count / answered;
    }

    /// Commit tries per request; below 1 where requests share commits.
    public double tries() {
        return each(requests.headPuts());
    }

    /// The columns of [#row].
    public static String header() {
        return """
        %9s %7s %10s %6s | %8s %8s %9s %7s | %9s %6s %6s %6s
        """
                .strip()
                .formatted(
                        "processes",
                        "callers",
                        "partitions",
                        "writes",
                        "writes/s",
                        "p50 ms",
                        "p99 ms",
                        "failed",
                        "conflicts",
                        "tries",
                        "PUT",
                        "GET");
    }

    /// The figures as a line. Figures after the second bar are per request.
    public String row() {
        return String.format(
                Locale.ROOT,
                "%9d %7d %10d %6d | %8.0f %8.0f %9.0f %6.1f%% | %9.2f %6.2f %6.2f %6.2f",
                load.processes(),
                load.callers(),
                load.partitions(),
                load.writes(),
                goodput(),
                p50Nanos / 1e6,
                p99Nanos / 1e6,
                100.0 * failed / answered,
                each(requests.refused()),
                tries(),
                each(requests.puts()),
                each(requests.gets()));
    }
}
