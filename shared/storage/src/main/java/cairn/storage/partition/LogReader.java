package cairn.storage.partition;

import cairn.storage.format.LogRef;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogIndex;
import cairn.storage.log.LogSection;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads the log of one partition forward, from the view of one head: through indexes and chunks to
/// the end of the tail. One chunk is in memory at a time. Immutable; each iterator is used by one
/// thread.
///
/// Iterators throw MissingObject if a part of the log is absent, and UnreadableObject if it is
/// damaged or too new.
public final class LogReader {
    private final Function<ObjectKey, byte[]> store;
    private final Head head;

    /// @param store returns a whole object
    public LogReader(Function<ObjectKey, byte[]> store, Head head) {
        this.store = store;
        this.head = head;
    }

    /// Last sequence number of the log.
    public long last() {
        return head.sequence();
    }

    /// Commits that end after a sequence number, oldest first. One GET for each index on the path
    /// to the first, and one for each chunk.
    public Iterator<Commit> after(long sequence) {
        return new Walk(
                ref -> ref.last() > sequence, commit -> commit.lastSequence() > sequence, sequence);
    }

    /// Commits later than a commit time in microseconds, oldest first. Costs as [#after].
    public Iterator<Commit> since(long micros) {
        return new Walk(ref -> ref.lastMicros() > micros, c -> c.timeMicros() > micros, 0);
    }

    private final class Walk implements Iterator<Commit> {
        private final Predicate<LogRef> reaches;
        private final Predicate<Commit> wanted;
        private final long after;
        private final Deque<LogRef> ahead = new ArrayDeque<>(head.manifest().log());
        private LogSection.@Nullable Position end;
        private Iterator<Commit> open = Collections.emptyIterator();
        private boolean inTail;
        private @Nullable Commit next;

        /// @param after commits up to it need not be decoded
        Walk(Predicate<LogRef> reaches, Predicate<Commit> wanted, long after) {
            this.reaches = reaches;
            this.wanted = wanted;
            this.after = after;
        }

        private @Nullable Commit step() {
            while (true) {
                while (open.hasNext()) {
                    Commit commit = open.next();
                    if (wanted.test(commit)) {
                        return commit;
                    }
                }
                if (inTail) {
                    return null;
                }
                open = nextSection().commitsAfter(after).iterator();
            }
        }

        private LogSection nextSection() {
            while (!ahead.isEmpty()) {
                LogRef ref = ahead.removeFirst();
                if (!reaches.test(ref)) {
                    continue;
                }
                byte[] bytes = store.apply(ref.key());
                if (ref.height() == 0) {
                    return follows(Chunk.decode(ref.data(), bytes).log(), ref);
                }
                indexed(ref, LogIndex.decode(ref.data(), bytes)).forEach(ahead::addFirst);
            }
            inTail = true;
            LogSection tail = head.tail();
            checkFollows(tail);
            return tail;
        }

        /// The stretches that an index names, newest first.
        private static List<LogRef> indexed(LogRef ref, LogIndex index) {
            List<LogRef> refs = index.refs();
            if (refs.getFirst().before() != ref.before()
                    || refs.getLast().last() != ref.last()
                    || refs.getFirst().height() != ref.height() - 1) {
                throw new CorruptObject("another stretch of the log than is named", ref.key(), 0);
            }
            return refs.reversed();
        }

        private LogSection follows(LogSection section, LogRef ref) {
            if (section.before().sequence() != ref.before()
                    || section.after().sequence() != ref.last()) {
                throw new CorruptObject("another stretch of the log than is named", ref.key(), 0);
            }
            checkFollows(section);
            return section;
        }

        /// The checksums of commits continue from one section to the next.
        private void checkFollows(LogSection section) {
            if (end != null && !end.equals(section.before())) {
                throw new CorruptObject("it does not follow the log", section.source(), 0);
            }
            end = section.after();
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = step();
            }
            return next != null;
        }

        @Override
        public Commit next() {
            Commit commit = hasNext() ? next : null;
            if (commit == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return commit;
        }
    }
}
