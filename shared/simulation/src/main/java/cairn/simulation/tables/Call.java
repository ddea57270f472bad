package cairn.simulation.tables;

import java.util.Optional;

/// One call of one client.
///
/// @param id unique in the history; above 0. A table carries that of the call that created it, an
///   item that of the call that put it
/// @param table index of the table's name
/// @param schema key schema that the client has in mind
/// @param key index of the item
/// @param began, ended ticks: an order of all beginnings and ends; [#OPEN] if it never ended
record Call(
        int id,
        Kind kind,
        int table,
        Schema schema,
        int key,
        long began,
        long ended,
        Answer answer) {
    /// The end of what never ended.
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

        /// The item, as the id of the put that made it; absent if it does not exist.
        record Got(Optional<Integer> put) implements Answer {}

        /// There is no such table.
        record NoTable() implements Answer {}

        /// There is such a table already, or still.
        record InUse() implements Answer {}

        /// The key does not fit the table's schema.
        record WrongKey() implements Answer {}

        /// Not done, and never will be.
        record Throttled() implements Answer {}

        /// Unknown: no answer came, or the caller was gone.
        record Unknown(String why) implements Answer {}
    }

    Call ended(long tick, Answer how) {
        return new Call(id, kind, table, schema, key, began, tick, how);
    }

    /// Whether it was over before `other` began.
    boolean before(Call other) {
        return ended < other.began;
    }

    /// Whether it may have done what it was to do.
    boolean mayHaveTakenEffect() {
        return answer instanceof Answer.Saw
                || answer instanceof Answer.Put
                || answer instanceof Answer.Unknown;
    }

    /// Whether it saw a table alive at some time while it ran.
    boolean sawTable(int tag) {
        return answer instanceof Answer.Saw(int seen) && seen == tag;
    }
}
