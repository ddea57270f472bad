package cairn.operations.request;

import cairn.item.Wording;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;

import java.util.List;

/// An operation's declaration of itself, made once: from it come the types and constraints of its
/// members, the roles that may call it, what a policy is asked, where it runs, and its words.
/// Immutable.
///
/// @param name as DynamoDB names it
/// @param demands the resources for which a request needs permission
/// @param waits whether it may run only where waiting is allowed: it always needs the store
/// @param newest how far its texts have changed in the newest dialect
/// @param refusesLater whether it refuses members that Cairn does not know yet itself, at its own
///   place in its order of checks; otherwise that follows the constraints
public record Declaration(
        String name,
        AccessLevel level,
        Members members,
        Demands demands,
        boolean waits,
        Wording newest,
        boolean refusesLater) {

    /// An operation that names no resource, may answer without waiting, and has one wording.
    public static Declaration of(String name, AccessLevel level, Members members) {
        return new Declaration(
                name, level, members, Demands.anything(), false, Wording.ESTABLISHED, false);
    }

    /// As this, needing permission for these resources.
    public Declaration on(Demands resources) {
        return new Declaration(name, level, members, resources, waits, newest, refusesLater);
    }

    /// As this, to run only where waiting is allowed.
    public Declaration waiting() {
        return new Declaration(name, level, members, demands, true, newest, refusesLater);
    }

    /// As this, with this wording in the newest dialect.
    public Declaration newest(Wording words) {
        return new Declaration(name, level, members, demands, waits, words, refusesLater);
    }

    /// As this, refusing members that Cairn does not know yet itself.
    public Declaration refusingLater() {
        return new Declaration(name, level, members, demands, waits, newest, true);
    }

    /// Checks a request whose types are right: its members, then the ARNs by which it names
    /// resources.
    ///
    /// @param region, account of the tables here
    /// @return the permissions that it asks for
    /// @throws cairn.operations.wire.Failure it is refused
    public List<Demand> check(Input input, String region, String account) {
        members.check(input);
        List<Demand> asked = demandsOf(input);
        for (Demand demand : asked) {
            demand.resource().mustBeOf(region, account);
        }
        if (!refusesLater) {
            members.refuseLater(input);
        }
        return asked;
    }

    /// The permissions that a request with valid members asks for.
    public List<Demand> demandsOf(Input input) {
        return demands.of(input).stream()
                .map(resource -> new Demand(name, level, resource))
                .toList();
    }
}
