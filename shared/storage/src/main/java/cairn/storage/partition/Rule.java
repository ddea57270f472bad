package cairn.storage.partition;

/// A rule of the commit protocol. It has a name so that the simulation can omit it and must then
/// fail.
///
/// Only tests omit a rule; ArchUnit enforces that.
public enum Rule {
    /// After a refusal, look for the own commit id: an earlier try of the refused put may have
    /// succeeded.
    LOOK_FOR_COMMIT_ID,
    /// Search the chunks too, back to the base: other writers may have spilled the commit.
    SEARCH_WHOLE_LOG,
    /// After a lost race, evaluate the whole batch again: the state on which it was judged has
    /// changed.
    REEVALUATE_BATCH,
    /// A put without a definite answer may take effect later. It is neither success nor failure;
    /// resend it.
    RESEND_UNDECIDED,
    /// Answer a write after its put was stored, never before.
    ANSWER_AFTER_COMMIT,
    /// Answer a failed condition only from a state that was current after the request arrived.
    CONFIRM_UNCHANGED,
    /// Throttle or refuse only from a state that was current after the request arrived.
    CONFIRM_REFUSAL,
    /// Never send a write for the first time after its deadline: it was answered as not done.
    SEND_BEFORE_DEADLINE,
    /// Answer a strong read only from a state confirmed by a request sent after the read arrived.
    VALIDATE_READS,
    /// A view's freshness counts from when its request was sent, not from when the answer arrived.
    FRESH_FROM_SENDING,
    /// Replace a view only by one with a higher sequence number.
    PUBLISH_FORWARD_ONLY,
    /// Treat as absent only what the store itself reports as absent: a proxy's 404 is no answer.
    ABSENT_IS_THE_STORES,
    /// Write a chunk before the head that names it.
    CHUNK_BEFORE_HEAD,
    /// Write an index of the log before the head that names it.
    INDEX_BEFORE_HEAD,
    /// Read uncompacted chunks before reporting that a key is absent.
    READ_CHUNKS,
    /// A commit's time is never more than the allowance ahead of the store's.
    BOUND_COMMIT_TIME,
    /// A compaction changes the current manifest, not the one from the start of the merge.
    REBASE_COMPACTION,
    /// A deletion is dropped from segments only if no older segment can hold its item.
    KEEP_DELETIONS,
    /// Apply to an index only what its progress does not cover.
    APPLY_ONCE,
    /// Carry to a partition of an index from its progress on, without a gap.
    CARRY_FROM_PROGRESS,
    /// Fill an index only after the heads of the items refuse writers that do not know it.
    FENCE_WRITERS,
    /// A page of items fills a partition of an index only if the log behind it is not applied yet.
    FILL_AHEAD_OF_LOG
}
