package cairn.operations.read;

import cairn.item.expression.Condition;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.operations.request.Capacity;
import cairn.operations.request.OpenTable;
import cairn.operations.wire.RequestMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The terms of one page of a query or scan. Immutable.
///
/// @param index absent to read the table
/// @param limit items evaluated at most; absent for no limit
/// @param filterOfKey how a query says that its filter names a key attribute
public record PageTerms(
        String table,
        Optional<String> index,
        Optional<Long> limit,
        Select select,
        boolean consistent,
        Capacity capacity,
        Optional<Condition> filter,
        Optional<Projection> projection,
        RequestMessage filterOfKey) {
    /// DynamoDB's Select: which part of its items a page holds.
    public enum Select {
        SPECIFIC_ATTRIBUTES,
        COUNT,
        ALL_ATTRIBUTES,
        ALL_PROJECTED_ATTRIBUTES;

        /// As messages call it.
        String inMessages() {
            return this == COUNT ? "only the Count" : name();
        }
    }

    /// Whether only the number of items is wanted.
    boolean counts() {
        return select == Select.COUNT;
    }

    /// The filter's paths.
    List<Path> filtered() {
        List<Path> paths = new ArrayList<>();
        filter.ifPresent(condition -> condition.paths(paths));
        return paths;
    }

    /// Refuses paths into key attributes.
    void checkPaths(OpenTable of) {
        projection.ifPresent(wanted -> of.checkPaths(wanted.places()));
        of.checkPaths(filtered());
    }

    /// The attributes that the projection names.
    List<String> projected() {
        return projection
                .map(wanted -> wanted.places().stream().map(Path::attribute).toList())
                .orElse(List.of());
    }

    /// The attributes that the answer or the filter looks at; absent for all.
    Optional<List<String>> looksAt() {
        if (select == Select.ALL_ATTRIBUTES) {
            return Optional.empty();
        }
        List<Path> paths = filtered();
        projection.ifPresent(wanted -> paths.addAll(wanted.places()));
        return Optional.of(paths.stream().map(Path::attribute).toList());
    }
}
