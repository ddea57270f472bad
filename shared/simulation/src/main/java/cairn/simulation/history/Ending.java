package cairn.simulation.history;

import java.util.Optional;

/// How an operation ended, as its caller saw it.
public sealed interface Ending {
    /// A write took effect as the record with this sequence number.
    record Applied(long sequence) implements Ending {}

    /// The condition failed on `observed`, the item at this sequence number.
    record Kept(long sequence, Optional<String> observed) implements Ending {}

    /// A read returned `observed`.
    record Read(Optional<String> observed) implements Ending {}

    /// It has no effect and never will have one.
    record NotDone(String why) implements Ending {}

    /// Unknown: no answer arrived, or the caller had died.
    record Unknown(String why) implements Ending {}
}
