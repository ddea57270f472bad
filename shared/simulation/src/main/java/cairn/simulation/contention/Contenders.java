package cairn.simulation.contention;

/// The writers. Every caller sends its next request when it receives the answer to the last one.
///
/// @param processes that share nothing: environments of a function, or servers
/// @param callers of each process at once; a function's environment has one
/// @param partitions over which writes are spread evenly
/// @param writes items that one request writes
public record Contenders(int processes, int callers, int partitions, int writes) {

    /// Environments of a function. Each has one caller, and each request writes one item.
    public static Contenders functions(int processes, int partitions) {
        return new Contenders(processes, 1, partitions, 1);
    }
}
