package cairn.storage.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// One value for each run of a partition. A run is one sorted sequence of records: run 0 holds the
/// items, run n the entries of the table's n-th local index. Immutable.
///
/// @param none the value of every run that has no other
/// @param values by run; the last is not `none`
public record Runs<T>(T none, List<T> values) {
    /// The run of the items.
    public static final int ITEMS = 0;

    /// In a partition of a global index: its progress in the log of each partition of items.
    public static final int PROGRESS = 63;

    /// The largest number of runs of one partition.
    public static final int COUNT_MAX = 64;

    public Runs {
        int count = values.size();
        while (count > 0 && values.get(count - 1).equals(none)) {
            count--;
        }
        values = List.copyOf(values.subList(0, count));
    }

    /// Runs whose values are all `none`.
    public static <T> Runs<T> all(T none) {
        return new Runs<>(none, List.of());
    }

    public T of(int run) {
        return run < values.size() ? values.get(run) : none;
    }

    /// The same with another value for one run.
    public Runs<T> with(int run, T value) {
        if (values.size() <= 1 && run == ITEMS) {
            return new Runs<>(none, List.of(value));
        }
        List<T> changed = new ArrayList<>(values);
        changed.addAll(Collections.nCopies(Math.max(0, run + 1 - values.size()), none));
        changed.set(run, value);
        return new Runs<>(none, changed);
    }

    /// The runs that have a value, in ascending order.
    public IntStream numbers() {
        return IntStream.range(0, values.size()).filter(run -> !values.get(run).equals(none));
    }

    /// Skips the number of a run.
    ///
    /// @throws cairn.storage.port.TooNew this Cairn never gives the number
    public static int readNumber(ByteReader in) {
        long run = in.varint();
        if (run < 0 || run >= COUNT_MAX) {
            throw in.tooNew("run " + run);
        }
        return (int) run;
    }
}
