package cairn.storage.event;

import cairn.storage.format.PartitionName;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.UnreadableObject;

/// An event of this process that is counted, logged or acted on.
public sealed interface Event {

    /// A request was answered.
    ///
    /// @param operation its name; empty if unknown
    /// @param status the HTTP status
    /// @param nanos the time from its arrival to its answer
    record Answered(String operation, int status, long nanos) implements Event {}

    /// A head was replaced.
    ///
    /// @param writes the number of settled writes
    /// @param records the number of records of all runs
    /// @param headBytes the size of the new head
    record Committed(PartitionName partition, int writes, int records, int headBytes)
            implements Event {}

    /// A put of a head was refused because another process had committed.
    record RaceLost(PartitionName partition) implements Event {}

    /// Writes were throttled.
    ///
    /// @param writes the number of throttled writes
    record Throttled(PartitionName partition, int writes, Cause cause) implements Event {
        /// The reason for throttling.
        public enum Cause {
            /// Too many writes of the partition wait.
            QUEUE,
            /// The process holds too much in memory.
            MEMORY,
            /// Too many chunks of the partition wait for a compaction.
            COMPACTION
        }
    }

    /// A head names a new chunk.
    ///
    /// @param bytes the size of the chunk
    record Spilled(PartitionName partition, int bytes) implements Event {}

    /// A global index of a table is unfinished, or lacks what was written, and this process does
    /// not see to it.
    record IndexBehind(String table) implements Event {}

    /// Enough chunks wait for a compaction, or a process holds too many of their records in memory.
    /// Precedes the answers to the writes that caused it.
    ///
    /// @param bytes the size of the chunks
    record CompactionDue(PartitionName partition, long bytes) implements Event {}

    /// A compaction was published.
    ///
    /// @param chunks the number of chunks that readers need not read any longer
    /// @param bytesRead the size of the merged chunks and segments
    /// @param bytesWritten the size of the new segments
    record Compacted(PartitionName partition, int chunks, long bytesRead, long bytesWritten)
            implements Event {}

    /// The store answered a read.
    ///
    /// @param bytes the size of the answer; 0 if the object has not changed
    /// @param nanos the time from sending to the answer
    record Fetched(ObjectKey key, int bytes, long nanos) implements Event {}

    /// An object cannot be read: it is damaged, or a later Cairn wrote it.
    ///
    /// @param what the fault and its place
    record Damaged(String what) implements Event {
        /// The event for an object that could not be read.
        public static Damaged by(UnreadableObject why) {
            return new Damaged(String.valueOf(why.getMessage()));
        }
    }

    /// A background job failed. It runs again when an event makes it due, or in the sweep.
    ///
    /// @param job its kind and its subject
    record JobFailed(String job, String why) implements Event {}

    /// A background job ended: it did its work, or there was none.
    ///
    /// @param job its kind and its subject
    record JobDone(String job, long nanos) implements Event {}
}
