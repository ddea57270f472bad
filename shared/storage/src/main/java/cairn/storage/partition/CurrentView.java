package cairn.storage.partition;

import cairn.storage.environment.FanOut;
import cairn.storage.format.Chunk;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.Head;
import cairn.storage.format.PartitionName;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;
import cairn.storage.request.MissingObject;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The newest view that this process has of one partition, and how long ago it was known current.
///
/// Invariant: a view is replaced only by one with a higher sequence number, or by one of the same
/// head that knows more of it. Thread-safe; requests are made without the lock.
final class CurrentView {
    /// Requests for one head under way at once; readers beyond them share the next.
    static final int ROUNDS_MAX = 4;

    /// @param sentNanos a request sent then, or later, found the view current
    private record Confirmed(View view, long sentNanos) {}

    private record Seat(CompletableFuture<View> round, boolean leads) {}

    private final Engine engine;
    private final PartitionName name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundEnded = lock.newCondition();
    private @Nullable CompletableFuture<View> waiting;
    private int roundsUnderWay;
    private volatile @Nullable Confirmed confirmed;
    private volatile boolean amongRivals;

    CurrentView(Engine engine, PartitionName name) {
        this.engine = engine;
        this.name = name;
    }

    /// A view as current as `consistency` asks, with at most one request.
    View forRead(Consistency consistency) {
        View known = readyFor(consistency);
        return known != null ? known : confirm();
    }

    /// The known view if it serves `consistency` without a request, else null.
    @Nullable View readyFor(Consistency consistency) {
        Confirmed known = confirmed;
        if (known == null) {
            return null;
        }
        if (engine.soleOwner() || !engine.rules().keep(Rule.VALIDATE_READS)) {
            return known.view;
        }
        long age = engine.environment().monotonicNanos() - known.sentNanos;
        boolean fresh = age < engine.tuning().freshFor().toNanos();
        return consistency == Consistency.EVENTUAL && fresh ? known.view : null;
    }

    /// The newest view known, current or not, or null.
    @Nullable View newestKnown() {
        Confirmed known = confirmed;
        return known == null ? null : known.view;
    }

    /// The newest view known, current or not; one request if none is.
    View forWrite() {
        Confirmed known = confirmed;
        return known != null ? known.view : confirm();
    }

    /// A view to begin a commit on: the newest known; where rivals had committed before us the last
    /// time, one that is current now, because a GET costs less than a PUT that is refused.
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

    /// Whether `view` is known to have been current at `nanos` or later.
    boolean currentSince(View view, long nanos) {
        Confirmed known = confirmed;
        return engine.soleOwner()
                || known != null
                        && known.view.sequence() == view.sequence()
                        && known.sentNanos - nanos >= 0;
    }

    /// A view that was current after this call began. One request, shared by all that wait for it
    /// to be sent.
    View confirm() {
        Seat seat = join();
        if (seat.leads) {
            lead(seat.round);
        }
        try {
            return seat.round.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// A place in the round that waits to be sent; whoever begins a round leads it, when it may be
    /// sent.
    private Seat join() {
        lock.lock();
        try {
            if (waiting != null) {
                return new Seat(waiting, false);
            }
            CompletableFuture<View> round = new CompletableFuture<>();
            waiting = round;
            while (roundsUnderWay == ROUNDS_MAX) {
                roundEnded.awaitUninterruptibly();
            }
            waiting = null;
            roundsUnderWay++;
            return new Seat(round, true);
        } finally {
            lock.unlock();
        }
    }

    private void lead(CompletableFuture<View> round) {
        try {
            round.complete(request());
        } catch (RuntimeException | Error e) {
            round.completeExceptionally(e);
        } finally {
            lock.lock();
            try {
                roundsUnderWay--;
                roundEnded.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    private View request() {
        Confirmed known = confirmed;
        ObjectKey key = name.head();
        long sent = engine.environment().monotonicNanos();
        Optional<Version> version =
                known != null && known.view.ifCurrent() instanceof Precondition.Matches(var its)
                        ? Optional.of(its)
                        : Optional.empty();
        GetOutcome outcome = engine.patient().getUnless(key, version);
        long counted =
                engine.rules().keep(Rule.FRESH_FROM_SENDING)
                        ? sent
                        : engine.environment().monotonicNanos();
        return publish(view(known, outcome), counted);
    }

    private View view(@Nullable Confirmed known, GetOutcome outcome) {
        if (outcome instanceof GetOutcome.Found found) {
            Head head = Head.decode(name, found.bytes());
            Precondition ifCurrent = new Precondition.Matches(found.version());
            return known != null && known.view.sequence() <= head.sequence()
                    ? known.view.followedBy(head, ifCurrent)
                    : View.of(head, ifCurrent);
        }
        if (known == null) {
            return View.of(Head.ABSENT, Precondition.ABSENT);
        }
        boolean vanished =
                outcome instanceof GetOutcome.Absent
                        && known.view.ifCurrent() instanceof Precondition.Matches;
        if (vanished) {
            throw new CorruptObject("a head is gone, which nothing may delete", name.head(), 0);
        }
        return known.view;
    }

    /// Makes `view` the current one unless a newer one is.
    ///
    /// @param sentNanos when the request was sent that found or made it current
    /// @return the view that is current now
    View publish(View view, long sentNanos) {
        lock.lock();
        try {
            Confirmed known = confirmed;
            if (known == null
                    || known.view.sequence() < view.sequence()
                    || !engine.rules().keep(Rule.PUBLISH_FORWARD_ONLY)) {
                confirmed = new Confirmed(view, sentNanos);
                return view;
            }
            if (known.view.sequence() > view.sequence()) {
                return known.view;
            }
            View fuller = view.recentFrom() < known.view.recentFrom() ? view : known.view;
            long later = sentNanos - known.sentNanos > 0 ? sentNanos : known.sentNanos;
            confirmed = new Confirmed(fuller, later);
            return fuller;
        } finally {
            lock.unlock();
        }
    }

    /// `view` with the records of all its chunks, read at once.
    ///
    /// @throws MissingObject a chunk is gone: the view is too old
    View complete(View view, Waiting waiting) {
        if (view.complete() || !engine.rules().keep(Rule.READ_CHUNKS)) {
            return view;
        }
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        List<Chunk> chunks =
                FanOut.map(engine.environment(), "chunk", view.chunksUnknown(), this::chunk);
        View complete = view.withChunks(chunks);
        lock.lock();
        try {
            Confirmed known = confirmed;
            if (known != null && known.view.sequence() == view.sequence()) {
                confirmed = new Confirmed(complete, known.sentNanos);
            }
        } finally {
            lock.unlock();
        }
        return complete;
    }

    private Chunk chunk(ChunkRef ref) {
        ObjectKey key = name.chunk(ref.name());
        return Chunk.decode(name, key, engine.patient().data(key));
    }
}
