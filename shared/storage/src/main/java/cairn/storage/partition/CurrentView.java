package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Rounds;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Chunk;
import cairn.storage.log.Head;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The newest view that this process has of one partition, and the time at which it was last known
/// to be current.
///
/// Invariant: a view is replaced only by one with a higher sequence number, or by one of the same
/// head with more of its records. It may be dropped, and is then read again on demand. Its sequence
/// number is kept, and no view below it is accepted. A view of a deleted partition is final.
/// Thread-safe; no lock is held during requests.
final class CurrentView {
    /// The largest number of concurrent requests for one head; further readers share the next.
    static final int ROUNDS_MAX = 4;

    private static final int COMPLETED_TRIES_MAX = 3;

    /// @param sentNanos a request sent then, or later, showed that the view was current
    private record Confirmed(View view, long sentNanos) {}

    private final Engine engine;
    private final PartitionName name;
    private final Consumer<List<Level>> deleted;
    private final Rounds<View> rounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentHashMap<UniqueName, CompletableFuture<Chunk>> loading =
            new ConcurrentHashMap<>();
    private volatile @Nullable Confirmed confirmed;
    private volatile boolean amongRivals;
    private volatile boolean used;
    private volatile boolean written;
    private volatile long recentBytes;
    private volatile long newestSequence;

    /// @param deleted called once when the partition is known to be deleted, with its previous
    ///   levels
    CurrentView(Engine engine, PartitionName name, Consumer<List<Level>> deleted) {
        this.engine = engine;
        this.name = name;
        this.deleted = deleted;
        this.rounds = new Rounds<>(ROUNDS_MAX, this::request);
    }

    /// A view that satisfies `consistency`, with at most one request.
    View forRead(Consistency consistency) {
        View known = readyFor(consistency);
        return known != null ? known : confirm();
    }

    /// The known view if it satisfies `consistency` without a request, otherwise null.
    @Nullable View readyFor(Consistency consistency) {
        Confirmed known = confirmed;
        if (known == null) {
            return null;
        }
        use();
        if (engine.soleOwner()
                || known.view.deleted()
                || !engine.rules().keep(Rule.VALIDATE_READS)) {
            return known.view;
        }
        long age = engine.environment().monotonicNanos() - known.sentNanos;
        boolean fresh = age < engine.tuning().freshFor().toNanos();
        return consistency == Consistency.EVENTUAL && fresh ? known.view : null;
    }

    /// The newest known view, current or not, or null.
    @Nullable View newestKnown() {
        Confirmed known = confirmed;
        return known == null ? null : known.view;
    }

    /// The newest known view, current or not. One request if there is none.
    View forWrite() {
        use();
        Confirmed known = confirmed;
        return known != null ? known.view : confirm();
    }

    /// A view as the base of a commit: usually the newest known. After a lost race it is one that
    /// is current now, because a GET costs less than a refused PUT.
    View forCommit() {
        Confirmed known = confirmed;
        if (known == null || !amongRivals || engine.soleOwner()) {
            return forWrite();
        }
        View now = confirm();
        amongRivals = now.sequence() != known.view.sequence();
        return now;
    }

    /// A commit was refused.
    void metRivals() {
        amongRivals = true;
    }

    private void use() {
        if (!used) {
            used = true;
        }
    }

    /// Whether the view was used since the last call of this method.
    boolean usedSince() {
        boolean was = used;
        used = false;
        return was;
    }

    /// A commit of this process was stored.
    void wrote() {
        written = true;
    }

    /// Whether this process has written to the partition since it loaded the view.
    boolean wasWritten() {
        return written;
    }

    /// Whether `view` is known to have been current at `nanos` or later.
    boolean currentSince(View view, long nanos) {
        Confirmed known = confirmed;
        return engine.soleOwner()
                || known != null && known.view.sameStateAs(view) && known.sentNanos - nanos >= 0;
    }

    /// A view that was current after this call started. One request, shared by all callers that
    /// wait for it to be sent.
    View confirm() {
        return rounds.next();
    }

    private View request() {
        while (true) {
            Confirmed known = confirmed;
            boolean existed = newestSequence > 0;
            long sent = engine.environment().monotonicNanos();
            GetOutcome.Definite outcome = outcome(known);
            if (existed && outcome instanceof GetOutcome.Absent) {
                throw gone();
            }
            View seen = view(known, outcome);
            long counted =
                    engine.rules().keep(Rule.FRESH_FROM_SENDING)
                            ? sent
                            : engine.environment().monotonicNanos();
            View newest = publish(seen, counted);
            if (newest != null) {
                return newest;
            }
        }
    }

    private CorruptObject gone() {
        return new CorruptObject("a head is gone, which nothing may delete", name.head(), 0);
    }

    /// The last head of a deleted partition, from the store, with its log, which is not kept in
    /// memory. One request.
    Head tombstone() {
        return engine.patient()
                .get(name.head())
                .map(found -> Head.decode(name, found.bytes()))
                .orElseThrow(this::gone);
    }

    private GetOutcome.Definite outcome(@Nullable Confirmed known) {
        Optional<Version> version =
                known != null
                                && !known.view.deleted()
                                && known.view.ifCurrent() instanceof Precondition.Matches(var its)
                        ? Optional.of(its)
                        : Optional.empty();
        return engine.patient().getUnless(name.head(), version);
    }

    private View view(@Nullable Confirmed known, GetOutcome outcome) {
        if (outcome instanceof GetOutcome.Found found) {
            Head head = Head.decode(name, found.bytes());
            Precondition ifCurrent = new Precondition.Matches(found.version());
            return known != null && known.view.sequence() <= head.sequence()
                    ? known.view.followedBy(head, ifCurrent)
                    : View.of(head, ifCurrent);
        }
        return known != null ? known.view : View.of(Head.ABSENT, Precondition.ABSENT);
    }

    /// Makes `view` the current one unless a newer one is known.
    ///
    /// @param sentNanos when the request was sent that found or made it current
    /// @return the current view after the call; null if a newer one was known and has been dropped
    @Nullable View publish(View view, long sentNanos) {
        List<Level> before;
        lock.lock();
        try {
            Confirmed known = confirmed;
            boolean older = view.sequence() < newestSequence;
            if (older && engine.rules().keep(Rule.PUBLISH_FORWARD_ONLY)) {
                return known == null ? null : known.view;
            }
            if (known != null && known.view.deleted()) {
                return view.deleted() ? view : known.view;
            }
            if (known != null && known.view.sequence() == view.sequence()) {
                View fuller = view.recentFrom() < known.view.recentFrom() ? view : known.view;
                long later = sentNanos - known.sentNanos > 0 ? sentNanos : known.sentNanos;
                hold(new Confirmed(fuller, later));
                return fuller;
            }
            before = known == null ? List.of() : known.view.allLevels();
            hold(new Confirmed(view.deleted() ? view.ofDeleted() : view, sentNanos));
        } finally {
            lock.unlock();
        }
        replaced(before, view);
        return view;
    }

    /// Keeps a view and counts its bytes. Called under the lock.
    private void hold(@Nullable Confirmed newest) {
        long bytes = newest == null ? 0 : newest.view.memoryBytes();
        engine.budget().change(Budget.Use.RECENT, bytes - recentBytes);
        recentBytes = bytes;
        confirmed = newest;
        if (newest != null) {
            newestSequence = Math.max(newestSequence, newest.view.sequence());
        }
    }

    private void replaced(List<Level> before, View now) {
        if (now.deleted()) {
            List<Level> all = new ArrayList<>(before);
            all.addAll(now.allLevels());
            deleted.accept(all);
        } else {
            engine.partitions().relieve();
        }
    }

    /// The approximate number of bytes in the view.
    long recentBytes() {
        return recentBytes;
    }

    /// Drops the view, if it can be read again.
    ///
    /// @return whether that released any memory
    boolean forget() {
        lock.lock();
        try {
            Confirmed known = confirmed;
            if (known == null || known.view.deleted() || recentBytes == 0) {
                return false;
            }
            hold(null);
            written = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Marks the partition as deleted, as the catalog shows.
    void markDeleted() {
        List<Level> levels;
        lock.lock();
        try {
            Confirmed known = confirmed;
            if (known != null && known.view.deleted()) {
                return;
            }
            View last = known == null ? View.of(Head.ABSENT, Precondition.ABSENT) : known.view;
            levels = last.allLevels();
            hold(new Confirmed(last.ofDeleted(), engine.environment().monotonicNanos()));
        } finally {
            lock.unlock();
        }
        deleted.accept(levels);
    }

    /// `view` with the records of all its chunks, which are read concurrently.
    ///
    /// @throws MissingObject a chunk is absent: the view is too old
    View complete(View view, Waiting waiting) {
        if (view.complete() || !engine.rules().keep(Rule.READ_CHUNKS)) {
            return view;
        }
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        List<Chunk> chunks =
                FanOut.map(engine.environment(), "chunk", view.chunksUnknown(), this::loaded);
        View complete = view.withChunks(chunks);
        for (int tries = 0; tries < COMPLETED_TRIES_MAX; tries++) {
            Confirmed known = confirmed;
            if (known == null
                    || known.view.complete()
                    || known.view.deleted()
                    || !known.view.chunksUnknown().equals(view.chunksUnknown())) {
                break;
            }
            // Commits may have followed meanwhile; a view that succeeded this one can use the
            // chunks too.
            View newer =
                    known.view.sequence() == view.sequence()
                            ? complete
                            : known.view.withChunks(chunks);
            if (replace(known, newer)) {
                engine.partitions().relieve();
                break;
            }
        }
        return complete;
    }

    @SuppressWarnings("ReferenceEquality") // the same object from which `newer` was made
    private boolean replace(Confirmed known, View newer) {
        lock.lock();
        try {
            if (confirmed != known) {
                return false;
            }
            hold(new Confirmed(newer, known.sentNanos));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// A chunk, read by one of the threads that need it concurrently.
    private Chunk loaded(LogRef ref) {
        CompletableFuture<Chunk> mine = new CompletableFuture<>();
        CompletableFuture<Chunk> others = loading.putIfAbsent(ref.name(), mine);
        if (others != null) {
            try {
                return others.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        try {
            Chunk chunk = chunk(ref);
            mine.complete(chunk);
            return chunk;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loading.remove(ref.name(), mine);
        }
    }

    private Chunk chunk(LogRef ref) {
        return Chunk.decode(ref.data(), engine.patient().data(ref.key()));
    }
}
