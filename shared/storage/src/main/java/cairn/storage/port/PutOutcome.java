package cairn.storage.port;

import java.time.Instant;

/// Known outcome of a conditional put.
public sealed interface PutOutcome {

    /// Stored; `version` is what readers see now, or saw until it was replaced.
    record Stored(Version version, Instant storeTime) implements PutOutcome {}

    /// Refused (412, by the store's own word for it): the precondition does not hold, and no
    /// earlier try of this put can take effect any more. An earlier try may have: look for our
    /// commit id before calling it a rival's.
    record Refused(Instant storeTime) implements PutOutcome {}

    /// Not stored, and without effect ever: the store has no room for it, or no means to write it
    /// now. Sending it again at once is of no use.
    record NotStored(String why) implements PutOutcome {}

    /// 409, 503, time-out, a proxy's answer: it may still take effect, however late. Resend the
    /// identical put.
    record Undecided(String why) implements PutOutcome {}
}
