package cairn.api;

import cairn.operations.access.Access;

/// How callers are admitted.
///
/// @param access the permissions of each caller
/// @param refusals the log of refused and throttled callers
record Admission(Access access, RefusalLog refusals) {}
