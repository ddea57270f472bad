package cairn.simulation.tables;

import cairn.simulation.history.Violation;
import cairn.simulation.tables.Call.Answer;
import cairn.simulation.tables.Call.Kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checks that the answers about one table name agree. Every table has one life, and lives follow
/// one another. Each answer is true of a table that lived during the call.
///
/// A table that is being deleted exists for some processes and not for others. So the checks cover
/// only what must be true whatever the running calls did. A table is *certain* during a time if it
/// was seen before, and no call that could delete it had started by the end.
final class TableVerdict {
    private final List<Call> calls;
    private final Map<Integer, Call> byId = new HashMap<>();
    private final Map<Integer, Life> lives = new TreeMap<>();

    TableVerdict(List<Call> calls) {
        this.calls = calls;
        calls.forEach(call -> byId.put(call.id(), call));
        calls.stream()
                .filter(call -> call.kind() == Kind.CREATE)
                .forEach(call -> lives.put(call.id(), life(call)));
    }

    void check() {
        for (Call call : calls) {
            switch (call.answer()) {
                case Answer.Saw(int tag) -> saw(call, tag);
                case Answer.Put put -> fits(call);
                case Answer.Got(Optional<Integer> put) -> {
                    fits(call);
                    put.ifPresentOrElse(made -> got(call, made), () -> gotNothing(call));
                }
                case Answer.NoTable none ->
                        certain(call.began(), call.ended())
                                .ifPresent(table -> broken("not found, but there", call, table));
                case Answer.InUse inUse -> inUse(call);
                case Answer.WrongKey wrong ->
                        certain(call.began(), call.ended())
                                .filter(table -> table.schema() == call.schema())
                                .ifPresent(table -> broken("judged by an old key", call, table));
                case Answer.Throttled throttled -> {}
                case Answer.Unknown unknown -> {}
            }
        }
    }

    private static void broken(String how, Call call, Call because) {
        throw new Violation(how + ": " + call + " because of " + because);
    }

    /// One table.
    ///
    /// @param made the call that created it
    /// @param seen when it was first known to exist
    /// @param threatened when the first call that may have deleted it started
    /// @param gone when it was known to be deleted
    private record Life(Call made, long seen, long threatened, long gone) {}

    private Life life(Call made) {
        long seen = Call.OPEN;
        long threatened = Call.OPEN;
        long gone = Call.OPEN;
        for (Call call : calls) {
            boolean sawIt = call.sawTable(made.id());
            if (sawIt) {
                seen = Math.min(seen, call.ended());
            }
            if (call.kind() == Kind.DELETE) {
                boolean unknown = call.answer() instanceof Answer.Unknown;
                if (sawIt || unknown && call.ended() > made.began()) {
                    threatened = Math.min(threatened, call.began());
                }
                if (sawIt) {
                    gone = Math.min(gone, call.ended());
                }
            }
        }
        return new Life(made, seen, threatened, gone);
    }

    /// The call that created the table that certainly lived from before `began` until after
    /// `ended`.
    private Optional<Call> certain(long began, long ended) {
        return lives.values().stream()
                .filter(life -> life.seen < began && life.threatened > ended)
                .map(Life::made)
                .findFirst();
    }

    /// Whether the table was deleted before `tick`.
    private boolean goneBefore(int table, long tick) {
        Life life = lives.get(table);
        return life != null && life.gone < tick;
    }

    private void saw(Call call, int tag) {
        Call table = byId.get(tag);
        if (table == null
                || table.kind() != Kind.CREATE
                || !table.mayHaveTakenEffect()
                || call.before(table)) {
            throw new Violation("a table that nobody made: " + call);
        }
        if (goneBefore(tag, call.began())) {
            broken("seen after its deletion", call, table);
        }
        certain(call.began(), call.ended())
                .filter(other -> other.id() != tag)
                .ifPresent(other -> broken("two tables of one name", call, other));
        for (Call other : calls) {
            boolean another = other.answer() instanceof Answer.Saw(int seen) && seen != tag;
            if (another && seenBefore(tag, other) && other.before(call)) {
                broken("a table that came back", call, other);
            }
            boolean twice = call.kind() == Kind.DELETE && other.kind() == Kind.DELETE;
            if (twice && other.id() != call.id() && other.sawTable(tag)) {
                broken("deleted twice", call, other);
            }
        }
    }

    private boolean seenBefore(int tag, Call call) {
        return calls.stream().anyMatch(earlier -> earlier.sawTable(tag) && earlier.before(call));
    }

    /// A name may be in use only if another call may have created a table that still exists.
    private void inUse(Call call) {
        boolean may =
                calls.stream()
                        .anyMatch(
                                other ->
                                        other.kind() == Kind.CREATE
                                                && other.id() != call.id()
                                                && other.mayHaveTakenEffect()
                                                && other.began() < call.ended()
                                                && !goneBefore(other.id(), call.began()));
        if (!may) {
            throw new Violation("in use by nobody: " + call);
        }
    }

    /// A key that was accepted must fit the table.
    private void fits(Call call) {
        certain(call.began(), call.ended())
                .filter(table -> table.schema() != call.schema())
                .ifPresent(table -> broken("a key of another table was taken", call, table));
    }

    private void got(Call get, int made) {
        Call put = byId.get(made);
        if (put == null
                || put.kind() != Kind.PUT
                || !put.mayHaveTakenEffect()
                || put.key() != get.key()
                || put.schema() != get.schema()
                || get.before(put)) {
            throw new Violation("an item that nobody put: " + get);
        }
        Optional<Call> home = certain(put.began(), put.ended());
        Optional<Call> here = certain(get.began(), get.ended());
        if (home.isPresent()) {
            boolean gone = goneBefore(home.get().id(), get.began());
            if (gone || here.isPresent() && here.get().id() != home.get().id()) {
                broken("an item of an earlier table", get, put);
            }
        }
        for (Call newer : putsOf(get)) {
            if (put.answer() instanceof Answer.Put && put.before(newer)) {
                broken("an item that was replaced", get, newer);
            }
        }
    }

    private void gotNothing(Call get) {
        for (Call put : putsOf(get)) {
            certain(put.began(), get.ended())
                    .ifPresent(table -> broken("an item is lost", get, put));
        }
    }

    /// Puts of the same item that were answered before `get` started.
    private List<Call> putsOf(Call get) {
        return calls.stream()
                .filter(call -> call.answer() instanceof Answer.Put)
                .filter(call -> call.key() == get.key() && call.schema() == get.schema())
                .filter(call -> call.before(get))
                .toList();
    }
}
