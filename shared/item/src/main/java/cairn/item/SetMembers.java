package cairn.item;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The members of a set attribute: unique and sorted, whatever order they came in. Strings and
/// binaries are ordered by their bytes, numbers by value. Immutable.
///
/// Uses no hashing: a member is found by binary search, so no choice of members makes it slow.
final class SetMembers<T> extends AbstractSet<T> {
    private final Comparator<T> order;
    private final List<T> sorted;

    private SetMembers(Comparator<T> order, List<T> sorted) {
        this.order = order;
        this.sorted = sorted;
    }

    /// The set of `values`; those equal by `order` are one member. Values already in order are not
    /// sorted again, and two consecutive ordered runs are merged.
    static <T> Set<T> of(Collection<T> values, Comparator<T> order) {
        if (values instanceof SetMembers) {
            return (SetMembers<T>) values;
        }
        List<T> sorted = new ArrayList<>(values);
        if (!isAscending(sorted, order)) {
            sorted.sort(order);
            sorted = distinct(sorted, order);
        }
        return new SetMembers<>(order, Collections.unmodifiableList(sorted));
    }

    private static <T> boolean isAscending(List<T> values, Comparator<T> order) {
        for (int i = 1; i < values.size(); i++) {
            if (order.compare(values.get(i - 1), values.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static <T> List<T> distinct(List<T> sorted, Comparator<T> order) {
        List<T> distinct = new ArrayList<>(sorted.size());
        for (T value : sorted) {
            if (distinct.isEmpty() || order.compare(distinct.getLast(), value) != 0) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    @Override
    public Iterator<T> iterator() {
        return sorted.iterator();
    }

    @Override
    public int size() {
        return sorted.size();
    }

    @Override
    @SuppressWarnings("unchecked") // members of one set are of one class
    public boolean contains(Object member) {
        return !sorted.isEmpty()
                && sorted.getFirst().getClass() == member.getClass()
                && Collections.binarySearch(sorted, (T) member, order) >= 0;
    }

    /// Two ordered sets are compared member by member.
    @Override
    public boolean equals(Object other) {
        return other instanceof SetMembers<?> that
                ? sorted.equals(that.sorted)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
