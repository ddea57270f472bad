package cairn.storage.background;

import java.util.function.BooleanSupplier;

/// Background work with bounded input. It may be ended at any moment and be done twice, also by two
/// processes at once: only a commit makes its work effective. Used once, by one thread.
public interface Job {

    /// The job's name.
    JobName name();

    /// Does the job, or the first part of it.
    ///
    /// @param timeLeft whether there is time for another step; called before each step
    /// @throws cairn.storage.request.StoreUnavailable the store does not answer
    /// @throws cairn.storage.request.MissingObject a required object is absent
    /// @throws cairn.storage.port.UnreadableObject an object is damaged or too new
    JobOutcome run(BooleanSupplier timeLeft);
}
