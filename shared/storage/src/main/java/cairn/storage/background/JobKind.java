package cairn.storage.background;

import cairn.storage.event.Event;
import cairn.storage.table.Table;

import java.util.List;
import java.util.Optional;

/// A kind of background work. It defines which events make its jobs due, and how missed jobs are
/// found. Thread-safe.
public interface JobKind {

    /// The first word of the names of its jobs.
    String word();

    /// The job that an event makes due, if any. Must be quick.
    Optional<JobName> after(Event event);

    /// The job of this kind and subject.
    ///
    /// @throws IllegalArgumentException there is no such subject
    Job of(String subject);

    /// The jobs on a table that are due according to its heads. One request for each partition.
    List<Job> dueOn(Table table);
}
