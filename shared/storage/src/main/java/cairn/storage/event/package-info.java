/// Events of a process, for listeners such as jobs and logs.
///
/// Owns the events and the list of listeners, but not the reactions to them. May use formats and
/// the port's names. Start with [Event].
@NullMarked
package cairn.storage.event;

import org.jspecify.annotations.NullMarked;
