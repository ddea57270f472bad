package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.edit.Settlement;
import cairn.storage.event.Event;
import cairn.storage.format.CommitId;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LifeState;
import cairn.storage.log.Manifest;
import cairn.storage.port.Content;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.TooNew;
import cairn.storage.port.UnreadableObject;
import cairn.storage.port.Version;
import cairn.storage.request.MissingObject;
import cairn.storage.request.Pause;
import cairn.storage.request.StoreUnavailable;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/// The commit protocol, which settles one batch (docs/protocol.md).
///
/// It judges the batch on a view, and puts the next head on condition that the view is still
/// current. On refusal it looks for its own commit id. Only if the id is nowhere does it judge
/// again, on the newer view. It resends an identical put until there is a definite answer. Used
/// once, by one thread.
final class Settling {
    private static final Duration RESEND_PAUSE = Duration.ofMillis(20);
    private static final Duration RIVAL_PAUSE = Duration.ofMillis(10);
    private static final int REREADS_MAX = 2;

    private final Engine engine;
    private final PartitionName name;
    private final CurrentView current;
    private final Partition partition;
    private final Batch batch;
    private int racesLost;
    private int rereads;

    Settling(Partition partition, Batch batch) {
        this.partition = partition;
        this.engine = partition.engine();
        this.name = partition.name();
        this.current = partition.current();
        this.batch = batch;
    }

    /// Settles every write of the batch, whatever happens.
    void run() {
        try {
            Optional<View> base = Optional.of(current.forCommit());
            while (base.isPresent() && !batch.settled()) {
                base = onBase(base.get());
            }
        } catch (UnreadableObject e) {
            partition.happened(Event.Damaged.by(e));
            batch.end(String.valueOf(e.getMessage()));
        } catch (StoreUnavailable | MissingObject e) {
            batch.end(String.valueOf(e.getMessage()));
        } finally {
            batch.settle(new Settlement.Unknown("the write ended unexpectedly"));
        }
    }

    /// One round on `base`.
    ///
    /// @return the view for the next round; absent when the batch is settled
    private Optional<View> onBase(View base) {
        if (base.deleted()) {
            // This needs no confirmation: a deletion is the partition's last commit.
            batch.settle(new Settlement.Deleted());
            return Optional.empty();
        }
        if (base.head().manifest().state() instanceof LifeState.Sealed) {
            throw new TooNew("a partition that was split", name.head());
        }
        long uncompacted = base.head().manifest().uncompactedBytes();
        if (uncompacted > engine.tuning().uncompactedBytesMax() && batch.growsLog()) {
            partition.compactionIsDue(base.head().manifest());
            return refuse(base, one -> one.write().growsLog(), new Settlement.Throttled());
        }
        Proposal proposal;
        try {
            proposal =
                    Proposal.of(
                            base, batch.open(), partition.lookup(), rereads == REREADS_MAX, engine);
        } catch (MissingObject e) {
            rereads++;
            return Optional.of(current.confirm());
        }
        return proposal.commits() ? commit(proposal) : unchanged(proposal);
    }

    /// A refusal is an answer, so it is given only from a state that was current after the batch's
    /// last write arrived. The reason for the refusal may have ended in the store. A process that
    /// only writes would never detect that.
    ///
    /// @param meant the refused writes
    private Optional<View> refuse(View base, Predicate<Submission> meant, Settlement refusal) {
        View now = engine.rules().keep(Rule.CONFIRM_REFUSAL) ? confirmed(base) : base;
        if (!now.sameStateAs(base)) {
            return Optional.of(now);
        }
        if (refusal instanceof Settlement.Throttled) {
            int writes = (int) batch.open().stream().filter(meant).count();
            partition.throttled(writes, Event.Throttled.Cause.COMPACTION);
        }
        batch.settle(meant, refusal);
        return rest(base);
    }

    /// The view for the rest of the batch; absent if nothing is left.
    private Optional<View> rest(View view) {
        return batch.settled() ? Optional.empty() : Optional.of(view);
    }

    /// `base` if it was current after the batch's last write arrived, otherwise a view that was.
    private View confirmed(View base) {
        long now = engine.environment().monotonicNanos();
        return current.currentSince(base, batch.newestNanos(now)) ? base : current.confirm();
    }

    /// Handles a proposal without changes, which is an answer only if the base was current.
    private Optional<View> unchanged(Proposal proposal) {
        View base = proposal.base();
        View now = engine.rules().keep(Rule.CONFIRM_UNCHANGED) ? confirmed(base) : base;
        if (!now.sameStateAs(base)) {
            return Optional.of(now);
        }
        batch.decided(proposal.judged());
        return rest(now);
    }

    private Optional<View> commit(Proposal first) {
        Proposal proposal = first;
        while (true) {
            Optional<Long> time = commitTime(proposal.base().head());
            if (time.isEmpty()) {
                return refuse(
                        proposal.base(),
                        one -> true,
                        new Settlement.Failed("the clocks of this process and the store differ"));
            }
            CommitId id = CommitId.fresh(engine.environment());
            long sequence = proposal.base().sequence() + 1;
            Commit commit = Commit.of(id, sequence, time.get(), proposal.records());
            Spill spill = spill(proposal, commit);
            if (!engine.rules().keep(Rule.ANSWER_AFTER_COMMIT)) {
                batch.decided(proposal.judged());
            }
            int lostBefore = racesLost;
            Optional<View> newer = put(proposal, commit, spill);
            boolean lost = newer.isPresent() && racesLost > lostBefore;
            if (!lost || engine.rules().keep(Rule.REEVALUATE_BATCH)) {
                return newer;
            }
            proposal = proposal.moved(newer.get());
        }
    }

    private Spill spill(Proposal proposal, Commit commit) {
        Head base = proposal.head();
        int tailMax = proposal.spillsTail() ? 0 : engine.tuning().tailBytesMax();
        return Spill.of(base, commit, partition.spills().takeFor(base), tailMax, partition);
    }

    /// Puts the head and settles the batch, or finds the view for the next round.
    private Optional<View> put(Proposal proposal, Commit commit, Spill spill) {
        Content content = partition.writer().encode(spill.head());
        long chunkBytes = spill.chunk().map(chunk -> chunk.content().length()).orElse(0);
        long bytes = chunkBytes + content.length();
        engine.budget().await(Budget.Use.SENDING, bytes);
        try {
            return put(proposal, commit, spill, content);
        } finally {
            engine.budget().change(Budget.Use.SENDING, -bytes);
        }
    }

    private Optional<View> put(Proposal proposal, Commit commit, Spill spill, Content content) {
        boolean chunkFirst = engine.rules().keep(Rule.CHUNK_BEFORE_HEAD);
        if (chunkFirst) {
            spill.chunk().ifPresent(this::putChunk);
        }
        Precondition ifCurrent = proposal.base().ifCurrent();
        long sent = engine.environment().monotonicNanos();
        if (!mayBeSent(proposal, sent)) {
            return Optional.of(proposal.base());
        }
        Optional<Version> stored = putUntilDecided(content, ifCurrent);
        if (stored.isEmpty()) {
            return afterRefusal(proposal, commit, spill, content.length());
        }
        if (!chunkFirst) {
            spill.chunk().ifPresent(this::putChunk);
        }
        Precondition ifNew = new Precondition.Matches(stored.get());
        View newer = View.of(spill.head(), ifNew, proposal.recent(), proposal.base().recentFrom());
        current.publish(newer, sent);
        partition.spills().begin(spill.head());
        committed(proposal, spill, content.length());
        return rest(newer);
    }

    /// Reports a commit and answers its writes, which are done even if a listener throws.
    private void committed(Proposal proposal, Spill spill, int headBytes) {
        current.wrote();
        try {
            int writes = proposal.judged().size();
            int records = proposal.records().size();
            partition.happened(new Event.Committed(name, writes, records, headBytes));
            spilled(proposal.manifest(), spill.head().manifest());
        } finally {
            batch.decided(proposal.judged());
        }
    }

    /// Reports what a commit added to the log, before its writes are answered.
    private void spilled(Manifest before, Manifest now) {
        if (now.log().size() == before.log().size()) {
            return;
        }
        partition.happened(new Event.Spilled(name, now.log().getLast().sizeBytes()));
        if (now.uncompactedBytes() >= engine.tuning().compactAtBytes()) {
            partition.compactionIsDue(now);
        }
    }

    /// Whether the put of a proposal may be sent now. It must not if one of its writes was already
    /// answered as not done, or is overdue. Those writes are ended, and the rest is judged without
    /// them.
    private boolean mayBeSent(Proposal proposal, long now) {
        boolean strict = engine.rules().keep(Rule.SEND_BEFORE_DEADLINE);
        if (!strict || !engine.rules().keep(Rule.ANSWER_AFTER_COMMIT)) {
            proposal.judged().forEach(judged -> judged.write().send());
            return true;
        }
        boolean all = batch.send(proposal.judged(), now);
        if (!all) {
            batch.expire(now, "it waited too long");
        }
        return all;
    }

    private void putChunk(Spill.NamedChunk chunk) {
        engine.patient().putData(chunk.name().chunk(), chunk.content());
    }

    /// Sends one conditional put until it has a definite answer, even if no caller waits for it any
    /// longer. Its outcome must be known before the partition's next batch.
    ///
    /// @return the new version, or absent if the put was refused
    private Optional<Version> putUntilDecided(Content content, Precondition ifCurrent) {
        for (int tries = 1; ; tries++) {
            switch (engine.store().put(name.head(), content, ifCurrent)) {
                case PutOutcome.Stored stored -> {
                    return Optional.of(stored.version());
                }
                case PutOutcome.Refused refused -> {
                    return Optional.empty();
                }
                case PutOutcome.NotStored(String why) -> {
                    if (tries == 1) {
                        batch.notSent();
                        throw StoreUnavailable.notStored(why);
                    }
                    // An earlier try may still take effect.
                    awaitResend(tries, why);
                }
                case PutOutcome.Undecided undecided -> {
                    if (!engine.rules().keep(Rule.RESEND_UNDECIDED)) {
                        batch.settle(new Settlement.Failed(undecided.why()));
                        return Optional.empty();
                    }
                    awaitResend(tries, undecided.why());
                }
            }
        }
    }

    private void awaitResend(int tries, String why) {
        batch.expire(engine.environment().monotonicNanos(), why);
        Pause.doubling(engine.environment(), RESEND_PAUSE, tries);
    }

    /// Handles a refusal: another version is current, from another process or from an earlier try.
    private Optional<View> afterRefusal(
            Proposal proposal, Commit commit, Spill spill, int headBytes) {
        current.metRivals();
        racesLost++;
        // The pause is before the read of the head, so that the head is recent when the next put is
        // sent.
        pauseForRivals();
        try {
            View newer = current.confirm();
            Head last = newer.deleted() ? current.tombstone() : newer.head();
            if (engine.rules().keep(Rule.LOOK_FOR_COMMIT_ID)
                    && holds(last, commit.id(), proposal.base().sequence())) {
                committed(proposal, spill, headBytes);
                return rest(newer);
            }
        } catch (StoreUnavailable | MissingObject | UnreadableObject e) {
            batch.settle(new Settlement.Unknown(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        partition.happened(new Event.RaceLost(name));
        batch.notSent();
        batch.expire(engine.environment().monotonicNanos(), "others kept writing to the partition");
        return Optional.of(current.forWrite());
    }

    /// Whether the log up to `head` contains commit `id`, made on a base with this sequence number.
    /// It can only be the commit directly after the base.
    ///
    /// @throws MissingObject a chunk is absent, so the answer is unknown
    private boolean holds(Head head, CommitId id, long base) {
        boolean inTail = head.tail().before().sequence() <= base;
        if (!inTail && !engine.rules().keep(Rule.SEARCH_WHOLE_LOG)) {
            return false;
        }
        Iterator<Commit> after = new LogReader(engine.patient()::data, head).after(base);
        return after.hasNext() && after.next().id().equals(id);
    }

    /// The first lost race causes no pause. Later ones cause longer pauses, which become shorter as
    /// the batch's waiting time grows.
    private void pauseForRivals() {
        if (racesLost == 1 || batch.settled()) {
            return;
        }
        long now = engine.environment().monotonicNanos();
        long waited = now - batch.oldestNanos(now);
        double patience = (double) waited / engine.tuning().writeDeadline().toNanos();
        long window = RIVAL_PAUSE.toNanos() << Math.min(racesLost, 4);
        Pause.upTo(
                engine.environment(),
                Duration.ofNanos((long) (window * Math.max(0.05, 1 - 4 * patience))));
    }

    /// The time of the commit after `base`; absent if it would be too far ahead of the store.
    private Optional<Long> commitTime(Head base) {
        boolean bounded = engine.rules().keep(Rule.BOUND_COMMIT_TIME);
        long now =
                bounded && !engine.soleOwner()
                        ? engine.clock().nowMicros()
                        : engine.environment().wallMicros();
        long time = Math.max(now, base.timeMicros() + 1);
        long most = now + engine.tuning().clockAllowance().toNanos() / 1000;
        return engine.soleOwner() || !bounded || time <= most
                ? Optional.of(time)
                : Optional.empty();
    }
}
