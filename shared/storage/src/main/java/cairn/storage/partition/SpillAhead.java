package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.format.DataName;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.StoreUnavailable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// Writes a tail to a chunk while commits continue after it, so that no commit waits for one. A
/// later commit names the chunk and keeps only the rest of the tail.
///
/// Commits are never undone, so a tail remains the first part of every later tail with the same
/// start. A chunk of it fits any of them. A chunk that no head names is an orphan. At most one
/// chunk is written at a time. Thread-safe.
final class SpillAhead {
    /// A chunk that waited longer is not named, because the collection of orphans may be near.
    private static final Duration NAMED_WITHIN = Duration.ofMinutes(10);

    /// A chunk of a tail.
    ///
    /// @param spilled its contents
    record Written(LogRef chunk, Optional<DataName> predecessor, LogSection spilled) {

        /// Whether it holds the first part of the tail of `head`.
        boolean fits(Head head) {
            return head.tail().before().equals(spilled.before())
                    && head.tail().length() >= spilled.length()
                    && head.manifest().newestChunk().equals(predecessor);
        }
    }

    private final Engine engine;
    private final PartitionName name;
    private boolean underWay;
    private boolean ended;
    private @Nullable Written written;

    SpillAhead(Engine engine, PartitionName name) {
        this.engine = engine;
        this.name = name;
    }

    /// A chunk of the first part of the tail of `base`, if there is one.
    synchronized Optional<Written> takeFor(Head base) {
        Written chunk = written;
        if (chunk == null) {
            return Optional.empty();
        }
        long age = engine.clock().nowMicros() - chunk.chunk.name().madeMicros();
        if (chunk.fits(base) && age < NAMED_WITHIN.toMillis() * 1000) {
            return Optional.of(chunk);
        }
        written = null;
        return Optional.empty();
    }

    /// Starts to write the tail of a committed head, if it exceeds its target and no other write is
    /// in progress. Drops a chunk that no longer fits. Does not block.
    void begin(Head committed) {
        synchronized (this) {
            if (written != null && !written.fits(committed)) {
                written = null;
            }
            boolean enough = committed.tail().length() <= engine.tuning().tailBytes();
            if (ended || enough || underWay || written != null) {
                return;
            }
            underWay = true;
        }
        engine.environment().start("spill", () -> write(committed));
    }

    private void write(Head head) {
        Spill.NamedChunk chunk =
                Spill.NamedChunk.of(head.manifest().newestChunk(), head.tail(), name, engine);
        Written result =
                new Written(chunk.of(head.tail()), head.manifest().newestChunk(), head.tail());
        boolean chunkFirst = engine.rules().keep(Rule.CHUNK_BEFORE_HEAD);
        if (!chunkFirst) {
            ready(result);
        }
        try {
            put(chunk);
            if (chunkFirst) {
                ready(result);
            }
        } catch (StoreUnavailable | UnreadableObject e) {
            // A later commit starts another, or writes one itself when the tail is full.
        } finally {
            over();
        }
    }

    private void put(Spill.NamedChunk chunk) {
        int bytes = chunk.content().length();
        engine.budget().await(Budget.Use.SENDING, bytes);
        try {
            engine.patient().putData(chunk.name().chunk(), chunk.content());
        } finally {
            engine.budget().change(Budget.Use.SENDING, -bytes);
        }
    }

    private synchronized void ready(Written chunk) {
        if (!ended) {
            written = chunk;
        }
    }

    private synchronized void over() {
        underWay = false;
    }

    /// Drops everything permanently: the partition is deleted.
    synchronized void end() {
        ended = true;
        written = null;
    }
}
