package cairn.api;

import cairn.operations.access.Access;

/// How callers come in.
///
/// @param access who may do what
/// @param refusals what is logged of callers that do not get what they ask for
record Admission(Access access, RefusalLog refusals) {}
