package cairn.operations.access;

import cairn.operations.request.Demand;

/// Decides whether a caller may do one thing. Policy documents in IAM's form could be another
/// implementation: a demand names action and resource as they do.
public interface Policy {
    boolean allows(Caller caller, Demand demand);
}
