package cairn.storage.background;

import java.util.function.BooleanSupplier;

/// A piece of background work with bounded input. It may be ended at any moment and be done twice,
/// also by two processes at once: only a commit makes its work count. Used once, by one thread.
public interface Job {

    /// The job's name.
    JobName name();

    /// Does it, or the beginning of it.
    ///
    /// @param timeLeft whether there is time for another step; asked before each
    /// @throws cairn.storage.request.StoreUnavailable the store does not answer
    /// @throws cairn.storage.request.MissingObject an object that is needed is gone
    /// @throws cairn.storage.port.UnreadableObject an object is damaged or too new
    JobOutcome run(BooleanSupplier timeLeft);
}
