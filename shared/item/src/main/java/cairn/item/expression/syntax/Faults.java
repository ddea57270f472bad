package cairn.item.expression.syntax;

import cairn.item.Refused;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Mistakes in an expression that follows the grammar. DynamoDB looks through a whole expression
/// for one sort of fault after another and reports the first that it finds (observed), so they are
/// gathered while parsing and reported when a text is known to follow the grammar. Used by one
/// thread.
final class Faults {
    enum Sort {
        PARENTHESES,
        FUNCTION_NAME,
        FUNCTION_PLACE,
        RESERVED_WORD,
        SECTION,
        INDEX,
        DEPTH
    }

    private static final List<Sort> IN_UPDATES =
            List.of(Sort.RESERVED_WORD, Sort.FUNCTION_NAME, Sort.SECTION, Sort.INDEX, Sort.DEPTH);
    private static final List<Sort> ELSEWHERE =
            List.of(
                    Sort.PARENTHESES,
                    Sort.FUNCTION_NAME,
                    Sort.FUNCTION_PLACE,
                    Sort.RESERVED_WORD,
                    Sort.INDEX,
                    Sort.DEPTH);

    private final List<Sort> order;
    private final Map<Sort, Refused> found = new EnumMap<>(Sort.class);

    Faults(Kind kind) {
        this.order = kind == Kind.UPDATE ? IN_UPDATES : ELSEWHERE;
    }

    void add(Sort sort, Refused fault) {
        found.putIfAbsent(sort, fault);
    }

    /// @throws Refused any fault was found
    void check() {
        for (Sort sort : order) {
            Refused fault = found.get(sort);
            if (fault != null) {
                throw fault;
            }
        }
    }
}
