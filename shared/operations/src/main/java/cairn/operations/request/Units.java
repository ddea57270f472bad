package cairn.operations.request;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Capacity units that a request consumed of one table: of the table itself, and of each index that
/// it touched (docs/dynamodb.md#capacity-units). Immutable.
///
/// @param local, global by index name
public record Units(
        double table, SortedMap<String, Double> local, SortedMap<String, Double> global) {
    public static final Units NONE = of(0);

    public Units {
        local = Collections.unmodifiableSortedMap(new TreeMap<>(local));
        global = Collections.unmodifiableSortedMap(new TreeMap<>(global));
    }

    /// Units of a table alone.
    public static Units of(double table) {
        return new Units(table, Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    /// The same with more units of a local index.
    public Units withLocal(String index, double units) {
        return new Units(table, plus(local, Map.of(index, units)), global);
    }

    /// The same with more units of a global index.
    public Units withGlobal(String index, double units) {
        return new Units(table, local, plus(global, Map.of(index, units)));
    }

    public Units plus(Units other) {
        return new Units(table + other.table, plus(local, other.local), plus(global, other.global));
    }

    private static SortedMap<String, Double> plus(
            SortedMap<String, Double> some, Map<String, Double> more) {
        SortedMap<String, Double> both = new TreeMap<>(some);
        more.forEach((index, units) -> both.merge(index, units, Double::sum));
        return both;
    }

    public double total() {
        return table + sum(local) + sum(global);
    }

    private static double sum(SortedMap<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
