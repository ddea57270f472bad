package cairn.storage.port;

import java.time.Instant;

/// Known outcome of a conditional put.
public sealed interface PutOutcome {

    /// Stored; readers see `version` now, or saw it until it was replaced.
    record Stored(Version version, Instant storeTime) implements PutOutcome {}

    /// Refused (412, from the store itself): the precondition does not hold, and no earlier try of
    /// this put can take effect after this. An earlier try may have succeeded: search for the own
    /// commit id before treating the object as another writer's.
    record Refused(Instant storeTime) implements PutOutcome {}

    /// Not stored, and never will be: the store has no room for it, or cannot write now. An
    /// immediate repeat is of no use.
    record NotStored(String why) implements PutOutcome {}

    /// 409, 503, time-out, a proxy's answer: it may still take effect, however late. Resend the
    /// identical put.
    record Undecided(String why) implements PutOutcome {}
}
