package cairn.item;

/// Which words one operation answers in. In the newest dialect operations differ in how far they
/// have changed; each declares that, and a request is answered in what comes of its operation and
/// the process's [Dialect].
public enum Wording {
    /// Nothing has changed: all operations in the established dialect, those on tables in both.
    ESTABLISHED(Dialect.ESTABLISHED, Dialect.ESTABLISHED),

    /// What is said of a request's members has changed, what is said of values has not.
    REQUESTS(Dialect.NEWEST, Dialect.ESTABLISHED),

    /// What is said of values and expressions has changed too.
    VALUES(Dialect.NEWEST, Dialect.NEWEST),

    /// The same, and some refusals of values and expressions begin as those of members do.
    ENVELOPED(Dialect.NEWEST, Dialect.NEWEST);

    private final Dialect requests;
    private final Dialect values;

    Wording(Dialect requests, Dialect values) {
        this.requests = requests;
        this.values = values;
    }

    /// What an operation that has changed so far answers in.
    public Wording in(Dialect dialect) {
        return dialect == Dialect.NEWEST ? this : ESTABLISHED;
    }

    /// The dialect of what is said of a request's members.
    public Dialect ofRequests() {
        return requests;
    }

    /// The dialect of what is said of values and expressions.
    public Dialect ofValues() {
        return values;
    }

    /// The wording of a refusal that is quoted inside another.
    Wording quoted() {
        return this == ENVELOPED ? VALUES : this;
    }
}
