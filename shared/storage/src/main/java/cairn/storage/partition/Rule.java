package cairn.storage.partition;

/// A rule of the commit protocol, named so that the simulation can leave it out and must then fail.
///
/// Only tests ever leave one out; ArchUnit sees to it.
public enum Rule {
    /// After a refusal, look for our commit id: the refused put may have met our own earlier
    /// success.
    LOOK_FOR_COMMIT_ID,
    /// Look in the chunks too, back to our base: rivals may have spilled our commit.
    SEARCH_WHOLE_LOG,
    /// After a lost race evaluate the whole batch anew: the state it was judged on is gone.
    REEVALUATE_BATCH,
    /// A put without a definite answer may land later: neither success nor failure, resend it.
    RESEND_UNDECIDED,
    /// Answer a write after its put was stored, never before.
    ANSWER_AFTER_COMMIT,
    /// Answer a failed condition only from a state that was current after the request came.
    CONFIRM_UNCHANGED,
    /// Throttle, or refuse otherwise, only from a state that was current after the request came.
    CONFIRM_REFUSAL,
    /// Never send a write for the first time after its deadline: it was answered as not done.
    SEND_BEFORE_DEADLINE,
    /// Answer a strong read only from a state confirmed by a request sent after the read came.
    VALIDATE_READS,
    /// A view's freshness counts from when its request was sent, not from when the answer came.
    FRESH_FROM_SENDING,
    /// Replace a view only by one with a higher sequence number.
    PUBLISH_FORWARD_ONLY,
    /// Take for absent only what the store itself says is: a proxy's 404 is no answer.
    ABSENT_IS_THE_STORES,
    /// Write a chunk before the head that names it.
    CHUNK_BEFORE_HEAD,
    /// Write an index of the log before the head that names it.
    INDEX_BEFORE_HEAD,
    /// Read uncompacted chunks before saying that a key is not there.
    READ_CHUNKS,
    /// A commit's time is never more than the allowance ahead of the store's.
    BOUND_COMMIT_TIME,
    /// A compaction changes what the head says now, not what it said when the merge began.
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
