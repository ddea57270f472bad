package cairn.item.index;

import java.util.LinkedHashSet;
import java.util.Set;

/// Which attributes an index has beside its keys and the table's. Immutable.
public sealed interface IndexProjection {
    /// ProjectionType ALL.
    record All() implements IndexProjection {}

    /// ProjectionType KEYS_ONLY.
    record KeysOnly() implements IndexProjection {}

    /// ProjectionType INCLUDE.
    ///
    /// @param names NonKeyAttributes, in their order; keys may be among them
    record Include(Set<String> names) implements IndexProjection {
        public Include {
            names = new LinkedHashSet<>(names);
        }
    }

    /// Whether it has an attribute that is no key.
    default boolean has(String name) {
        return switch (this) {
            case All() -> true;
            case KeysOnly() -> false;
            case Include(Set<String> names) -> names.contains(name);
        };
    }
}
