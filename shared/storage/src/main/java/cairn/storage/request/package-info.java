/// Requests of an engine to a store: with repeats where they are safe, and with an estimate of the
/// store's clock.
///
/// Owns the repeats of reads and of puts under unique names. Never repeats a conditional put of a
/// mutable object, which belongs to the commit protocol. May use port and environment. Start with
/// [PatientStore].
@NullMarked
package cairn.storage.request;

import org.jspecify.annotations.NullMarked;
