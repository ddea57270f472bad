package cairn.storage.log;

import cairn.storage.format.PartitionName;
import cairn.storage.port.Content;

/// Encodes the successive heads of one partition. The part in front of the tail is encoded only
/// when it changes, so that heads with the same front share it. Used by one thread at a time.
public final class HeadWriter {
    private final PartitionName partition;
    private Manifest manifest = Head.ABSENT.manifest();
    private LogSection.Position tailBegins = Head.ABSENT.tail().before();
    private byte[] front;

    public HeadWriter(PartitionName partition) {
        this.partition = partition;
        this.front = Head.ABSENT.front(partition);
    }

    @SuppressWarnings("ReferenceEquality") // an equal manifest costs only an encoding
    public Content encode(Head head) {
        if (head.manifest() != manifest || !head.tail().before().equals(tailBegins)) {
            front = head.front(partition);
            manifest = head.manifest();
            tailBegins = head.tail().before();
        }
        return head.encode(front);
    }
}
