package cairn.storage.background;

import cairn.storage.event.Event;
import cairn.storage.table.Table;

import java.util.List;
import java.util.Optional;

/// A kind of background work: what makes its jobs due, and how those that were forgotten are found.
/// Thread-safe.
public interface JobKind {

    /// The first word of the names of its jobs.
    String word();

    /// The job that an event makes due, if any. Must be quick.
    Optional<JobName> after(Event event);

    /// The job of this kind and subject.
    ///
    /// @throws IllegalArgumentException there is no such subject
    Job of(String subject);

    /// Jobs on a table that are due by what its heads say. One request for each partition.
    List<Job> dueOn(Table table);
}
