package cairn.operations.access;

import cairn.operations.request.Demand;
import cairn.operations.signature.Signable;
import cairn.operations.wire.Failure;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.List;

/// Authenticates callers and decides what they may do. Thread-safe.
public interface Access {
    /// Checks a request by its head alone, before its body has come.
    ///
    /// @throws Failure the sender is not known, whatever the body
    /// @throws WouldWait the key has to be read from the store, and waiting is not allowed
    void judge(Signable head, Waiting waiting);

    /// The caller of a request.
    ///
    /// @throws Failure the sender is not known
    /// @throws WouldWait the key has to be read from the store, and waiting is not allowed
    Caller identify(Signable request, Waiting waiting);

    /// Checks that a caller may do what a request asks for. Called before anything is read or
    /// written for it.
    ///
    /// @param demands the permissions that it needs
    /// @throws Failure AccessDeniedException
    void check(Caller caller, List<Demand> demands);
}
