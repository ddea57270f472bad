package cairn.storage.background;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.PartitionName;

/// One process asking another to compact a partition, as text: `<incarnation>/<partition>`.
public record CompactionRequest(PartitionName partition) {

    /// The request in a text.
    ///
    /// @throws IllegalArgumentException it is none
    public static CompactionRequest parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a partition: " + text);
        }
        return new CompactionRequest(
                new PartitionName(
                        new UniqueName(text.substring(0, slash)),
                        new UniqueName(text.substring(slash + 1))));
    }

    public String text() {
        return partition.incarnation() + "/" + partition.partition();
    }
}
