package cairn.storage.event;

import cairn.storage.format.PartitionName;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.UnreadableObject;

/// Something that happened in this process and is counted, logged or acted on.
public sealed interface Event {

    /// A request was answered.
    ///
    /// @param operation its name; empty if unknown
    /// @param status of HTTP
    /// @param nanos from its coming to its answer
    record Answered(String operation, int status, long nanos) implements Event {}

    /// A head was replaced.
    ///
    /// @param writes that it settled
    /// @param records of all runs
    /// @param headBytes of the new head
    record Committed(PartitionName partition, int writes, int records, int headBytes)
            implements Event {}

    /// A put of a head was refused because another process had committed.
    record RaceLost(PartitionName partition) implements Event {}

    /// Writes were refused for now.
    ///
    /// @param writes how many
    record Throttled(PartitionName partition, int writes, Cause cause) implements Event {
        /// Why.
        public enum Cause {
            /// Too many writes of the partition wait.
            QUEUE,
            /// The process holds or remembers too much.
            MEMORY,
            /// Too many chunks of the partition wait for a compaction.
            COMPACTION
        }
    }

    /// A head names a new chunk.
    ///
    /// @param bytes of the chunk
    record Spilled(PartitionName partition, int bytes) implements Event {}

    /// Enough chunks wait for a compaction, or a process remembers too much of them. Comes before
    /// the writes that made it so are answered.
    ///
    /// @param bytes of the chunks
    record CompactionDue(PartitionName partition, long bytes) implements Event {}

    /// A compaction was published.
    ///
    /// @param chunks that no reader needs to read any more
    /// @param bytesRead of chunks and segments that were merged
    /// @param bytesWritten of the new segments
    record Compacted(PartitionName partition, int chunks, long bytesRead, long bytesWritten)
            implements Event {}

    /// The store answered a read.
    ///
    /// @param bytes that it gave; 0 if there was nothing new
    /// @param nanos from sending to the answer
    record Fetched(ObjectKey key, int bytes, long nanos) implements Event {}

    /// An object can't be read: it is damaged, or a later Cairn wrote it.
    ///
    /// @param what is wrong, and where
    record Damaged(String what) implements Event {
        /// An event for an object that could not be read.
        public static Damaged by(UnreadableObject why) {
            return new Damaged(String.valueOf(why.getMessage()));
        }
    }

    /// A background job failed. It is done again when something makes it due, or by the sweep.
    ///
    /// @param job its kind and what it is about
    record JobFailed(String job, String why) implements Event {}

    /// A background job ended, having done what it had to do or found that it need not.
    ///
    /// @param job its kind and what it is about
    record JobDone(String job, long nanos) implements Event {}
}
