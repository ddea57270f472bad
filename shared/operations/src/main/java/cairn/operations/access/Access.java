package cairn.operations.access;

import cairn.operations.request.Demand;
import cairn.operations.signature.Signable;
import cairn.operations.wire.Failure;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.List;
import java.util.function.Supplier;

/// Decides who may come in, and what they may do there. Thread-safe.
public interface Access {
    /// Judges a request by its head alone, before its body has come.
    ///
    /// @throws Failure nobody that we know sent it, whatever the body
    /// @throws WouldWait that stands in the store, and waiting is not allowed
    void judge(Signable head, Waiting waiting);

    /// Who sent a request.
    ///
    /// @throws Failure nobody that we know
    /// @throws WouldWait that stands in the store, and waiting is not allowed
    Caller identify(Signable request, Waiting waiting);

    /// Checks that a caller may do what a request asks for, before anything is read or written for
    /// it.
    ///
    /// @param demands what it asks permission for; asked only if that matters
    /// @throws Failure AccessDeniedException
    void check(Caller caller, Supplier<List<Demand>> demands);
}
