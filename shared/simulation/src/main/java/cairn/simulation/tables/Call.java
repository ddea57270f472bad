package cairn.simulation.tables;

import java.util.Optional;

/// One call of one client.
///
/// @param id unique in the history; above 0. A table carries the id of the call that created it, an
///   item that of its put
/// @param table index of the table's name
/// @param schema key schema that the client expects
/// @param key index of the item
/// @param began, ended ticks: an order of all starts and ends; [#OPEN] if it never ended
record Call(
        int id,
        Kind kind,
        int table,
        Schema schema,
        int key,
        long began,
        long ended,
        Answer answer) {
    /// The end of a call that never ended.
    static final long OPEN = Long.MAX_VALUE;

    enum Kind {
        CREATE,
        DELETE,
        DESCRIBE,
        PUT,
        GET
    }

    /// Key schemas that a table may have.
    enum Schema {
        TEXT_A("a", "S"),
        TEXT_B("b", "S"),
        NUMBER_A("a", "N");

        final String name;
        final String type;

        Schema(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    /// The client's view of the outcome.
    sealed interface Answer {
        /// A table was created, described or deleted.
        ///
        /// @param tag of the call that created it
        record Saw(int tag) implements Answer {}

        /// The item was put.
        record Put() implements Answer {}

        /// The item, as the id of the put that created it. Absent if the item does not exist.
        record Got(Optional<Integer> put) implements Answer {}

        /// The table does not exist.
        record NoTable() implements Answer {}

        /// The table already exists, or is not yet deleted.
        record InUse() implements Answer {}

        /// The key does not fit the table's schema.
        record WrongKey() implements Answer {}

        /// It has no effect and never will have one.
        record Throttled() implements Answer {}

        /// Unknown: no answer arrived, or the caller had died.
        record Unknown(String why) implements Answer {}
    }

    Call ended(long tick, Answer how) {
        return new Call(id, kind, table, schema, key, began, tick, how);
    }

    /// Whether it ended before `other` started.
    boolean before(Call other) {
        return ended < other.began;
    }

    /// Whether it may have had an effect.
    boolean mayHaveTakenEffect() {
        return answer instanceof Answer.Saw
                || answer instanceof Answer.Put
                || answer instanceof Answer.Unknown;
    }

    /// Whether it saw the table exist at some time during the call.
    boolean sawTable(int tag) {
        return answer instanceof Answer.Saw(int seen) && seen == tag;
    }
}
