package cairn.operations.request;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Capacity units that a request consumed of one table: of the table itself, and of each index that
/// it touched (docs/dynamodb.md#capacity-units). Immutable.
///
/// @param local by index name
public record Units(double table, SortedMap<String, Double> local) {
    public static final Units NONE = of(0);

    public Units {
        local = Collections.unmodifiableSortedMap(new TreeMap<>(local));
    }

    /// Units of a table alone.
    public static Units of(double table) {
        return new Units(table, Collections.emptySortedMap());
    }

    /// The same with more units of a local index.
    public Units withLocal(String index, double units) {
        SortedMap<String, Double> more = new TreeMap<>(local);
        more.merge(index, units, Double::sum);
        return new Units(table, more);
    }

    public Units plus(Units other) {
        SortedMap<String, Double> both = new TreeMap<>(local);
        other.local.forEach((index, units) -> both.merge(index, units, Double::sum));
        return new Units(table + other.table, both);
    }

    public double total() {
        return table + local.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
