package cairn.item;

/// How far one operation's texts have changed. In the newest dialect that differs between
/// operations, so each operation declares it. With the process's [Dialect] it gives the texts of an
/// answer.
public enum Wording {
    /// Nothing has changed: operations use the established dialect, those on tables in both.
    ESTABLISHED(Dialect.ESTABLISHED, Dialect.ESTABLISHED),

    /// Texts about a request's members have changed, those about values have not.
    REQUESTS(Dialect.NEWEST, Dialect.ESTABLISHED),

    /// Texts about values and expressions have changed too.
    VALUES(Dialect.NEWEST, Dialect.NEWEST),

    /// As VALUES, and some refusals of values and expressions begin as those of members do.
    ENVELOPED(Dialect.NEWEST, Dialect.NEWEST);

    private final Dialect requests;
    private final Dialect values;

    Wording(Dialect requests, Dialect values) {
        this.requests = requests;
        this.values = values;
    }

    /// The wording in which an operation answers that has changed so far.
    public Wording in(Dialect dialect) {
        return dialect == Dialect.NEWEST ? this : ESTABLISHED;
    }

    /// The dialect of texts about a request's members.
    public Dialect ofRequests() {
        return requests;
    }

    /// The dialect of texts about values and expressions.
    public Dialect ofValues() {
        return values;
    }

    /// The wording of a refusal that is quoted inside another.
    Wording quoted() {
        return this == ENVELOPED ? VALUES : this;
    }
}
