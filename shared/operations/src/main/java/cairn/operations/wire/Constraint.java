package cairn.operations.wire;

import cairn.item.json.Json;

/// A rule for a member's value beyond its type.
///
/// @param <T> what the member's value is read as
@FunctionalInterface
public interface Constraint<T> {
    /// Adds what is wrong with a value that is there and whose type is right.
    void check(Json sent, At at, Problems problems);
}
