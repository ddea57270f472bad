package cairn.operations.read;

import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.expression.Condition;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.operations.request.Capacity;
import cairn.operations.wire.RequestMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a page of a query or scan is to hold. Immutable.
///
/// @param limit items evaluated at most; absent for no limit
/// @param counts whether only the number of items is wanted
/// @param filterOfKey how a query says that its filter names a key attribute
public record PageTerms(
        String table,
        Optional<Long> limit,
        boolean counts,
        boolean consistent,
        Capacity capacity,
        Optional<Condition> filter,
        Optional<Projection> projection,
        RequestMessage filterOfKey) {
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
