package cairn.storage.partition;

/// The partition's table was deleted.
public final class PartitionDeleted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartitionDeleted() {
        super("the partition's table was deleted", null, false, false);
    }
}
