/// What happens in a process, as events for those who listen: jobs today, metrics, logs and audits
/// later.
///
/// Owns the events and the list of listeners, and nothing that is done about them. May use formats
/// and the port's names. Start with [Event].
@NullMarked
package cairn.storage.event;

import org.jspecify.annotations.NullMarked;
