package cairn.item.expression.syntax;

/// The kinds of expression, one for each parameter that carries one.
public enum Kind {
    CONDITION("ConditionExpression"),
    FILTER("FilterExpression"),
    KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"),
    UPDATE("UpdateExpression");

    private final String parameter;

    Kind(String parameter) {
        this.parameter = parameter;
    }

    /// The parameter's name.
    public String parameter() {
        return parameter;
    }

    @Override
    public String toString() {
        return parameter;
    }
}
