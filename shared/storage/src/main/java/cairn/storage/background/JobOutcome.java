package cairn.storage.background;

/// How a job ended.
public sealed interface JobOutcome {

    /// It did what it had to do.
    record Done() implements JobOutcome {}

    /// Nothing was left to do: another process did it, or it is not due any more. Not a failure;
    /// whatever this job wrote is named nowhere.
    record Superseded() implements JobOutcome {}

    /// The time was too short; another run continues.
    record Unfinished() implements JobOutcome {}

    /// Not done, or not known to be done. Safe to try again.
    record Failed(String why) implements JobOutcome {}
}
