package cairn.storage.background;

/// The outcome of a job.
public sealed interface JobOutcome {

    /// All work was done.
    record Done() implements JobOutcome {}

    /// There was nothing to do: another process did it, or it is not due. Not a failure. No head
    /// names the objects that this job wrote.
    record Superseded() implements JobOutcome {}

    /// The time was too short; another run continues.
    record Unfinished() implements JobOutcome {}

    /// Not done, or perhaps done. Safe to repeat.
    record Failed(String why) implements JobOutcome {}
}
