/// Requests to a store as an engine makes them: with patience where trying again is safe, and with
/// an ear for the store's clock.
///
/// Owns retries of reads and of puts under unique names; never retries a conditional put of a
/// mutable object, which is the commit protocol's business. May use port and environment. Start
/// with [PatientStore].
@NullMarked
package cairn.storage.request;

import org.jspecify.annotations.NullMarked;
