package cairn.operations.wire;

import cairn.item.json.Json;

/// A rule for a member's value beyond its type.
///
/// @param <T> the type to which the member is read
@FunctionalInterface
public interface Constraint<T> {
    /// Adds the problems of a present value whose type is right.
    void check(Json sent, At at, Problems problems);
}
