package cairn.storage.format;

import cairn.storage.port.Content;

/// Encodes the heads of one partition, one after another: what is in front of the tail is encoded
/// only when it changes, so that heads that differ in their tail alone share it. Used by one thread
/// at a time.
public final class HeadWriter {
    private final PartitionName partition;
    private Head written = Head.ABSENT;
    private byte[] front;

    public HeadWriter(PartitionName partition) {
        this.partition = partition;
        this.front = written.front(partition);
    }

    @SuppressWarnings("ReferenceEquality") // one that is only equal costs an encoding, no more
    public Content encode(Head head) {
        if (head.description() != written.description()
                || !head.tail().before().equals(written.tail().before())) {
            front = head.front(partition);
        }
        written = head;
        return head.encode(front);
    }
}
