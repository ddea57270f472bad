package cairn.operations.legacy;

import cairn.item.AttributeValue;
import cairn.item.expression.Comparison;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;

import java.util.List;
import java.util.Set;

/// The comparison operators, and which arguments each of them takes
/// (docs/dynamodb.md#legacy-parameters).
enum Operator {
    EQ(1, 1, Takes.ANYTHING),
    NE(1, 1, Takes.ANYTHING),
    LE(1, 1, Takes.SCALARS),
    LT(1, 1, Takes.SCALARS),
    GE(1, 1, Takes.SCALARS),
    GT(1, 1, Takes.SCALARS),
    BETWEEN(2, 2, Takes.SCALARS),
    IN(1, Integer.MAX_VALUE, Takes.SCALARS),
    BEGINS_WITH(1, 1, Takes.BYTES),
    CONTAINS(1, 1, Takes.SCALARS),
    NOT_CONTAINS(1, 1, Takes.SCALARS),
    NULL(0, 0, Takes.ANYTHING),
    NOT_NULL(0, 0, Takes.ANYTHING);

    /// Types of arguments.
    private enum Takes {
        ANYTHING,
        SCALARS,
        BYTES;

        boolean has(String type) {
            return switch (this) {
                case ANYTHING -> true;
                case SCALARS -> Set.of("S", "N", "B").contains(type);
                case BYTES -> Set.of("S", "B").contains(type);
            };
        }
    }

    private final int least;
    private final int most;
    private final Takes takes;

    Operator(int least, int most, Takes takes) {
        this.least = least;
        this.most = most;
        this.takes = takes;
    }

    boolean takesArguments() {
        return most > 0;
    }

    /// Checks how many arguments there are, that they have one type, that the operator takes it,
    /// and the order of bounds.
    ///
    /// @throws Failure ValidationException
    void check(List<AttributeValue> arguments) {
        if (arguments.size() < least || arguments.size() > most) {
            throw Failure.validation(RequestMessage.ARGUMENT_COUNT, this);
        }
        if (arguments.isEmpty()) {
            return;
        }
        String type = arguments.getFirst().type();
        if (!arguments.stream().allMatch(argument -> argument.type().equals(type))) {
            throw Failure.validation(RequestMessage.ARGUMENT_TYPES);
        }
        if (!takes.has(type)) {
            throw Failure.validation(RequestMessage.ARGUMENT_TYPE, this, type);
        }
        if (this == BETWEEN
                && Comparison.order(arguments.getFirst(), arguments.getLast()).orElse(0) > 0) {
            throw Failure.validation(RequestMessage.ARGUMENT_BOUNDS);
        }
    }
}
