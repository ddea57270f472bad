package cairn.operations.read;

import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.expression.Condition;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.operations.request.Capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The resolved terms of a page of a query or scan. Immutable.
///
/// @param limit the most items to evaluate; absent for no limit
/// @param counts whether only the number of items is wanted
public record PageTerms(
        String table,
        Optional<Long> limit,
        boolean counts,
        boolean consistent,
        Capacity capacity,
        Optional<Condition> filter,
        Optional<Projection> projection) {
    /// The filter's paths.
    List<Path> filtered() {
        List<Path> paths = new ArrayList<>();
        filter.ifPresent(condition -> condition.paths(paths));
        return paths;
    }

    /// Refuses paths into key attributes.
    void checkPaths(KeySchema keys) {
        projection.ifPresent(wanted -> wanted.checkAgainst(keys));
        List<Path> filtered = filtered();
        for (String name : keys.names()) {
            if (filtered.stream().anyMatch(path -> path.isInside(name))) {
                throw Message.KEY_PATH_NOT_SCALAR.refused(name);
            }
        }
    }
}
