package cairn.storage.table;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the layer above says of a table. Immutable.
///
/// @param descriptor JSON object text, opaque here
/// @param indexes names of its global indexes
/// @param needs what a writer of the table must do beyond writing items, one word each
/// @param renews as a change: whether writers must know of it, so that [Tables#fence] refuses those
///   who do not
public record Description(
        String descriptor, Set<String> indexes, SortedSet<String> needs, boolean renews) {
    public Description {
        // In order, because a history of the simulation must repeat.
        indexes = Collections.unmodifiableSortedSet(new TreeSet<>(indexes));
    }

    /// Of a table whose writers only have to write items.
    public static Description of(String descriptor) {
        return new Description(descriptor, Set.of(), Collections.emptySortedSet(), false);
    }
}
