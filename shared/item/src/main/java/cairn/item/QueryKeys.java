package cairn.item;

import cairn.item.KeyRange.SortCondition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The key attributes that a query can name: those of a table, or of one of its indexes. Immutable.
public interface QueryKeys {
    /// Attributes that choose the partition: each asked for by equality.
    List<KeySchema.Attribute> hash();

    /// Attributes that sort within it, most significant first.
    List<KeySchema.Attribute> range();

    /// Names of all attributes that a place in the order is said with, without repetition: what
    /// LastEvaluatedKey and ExclusiveStartKey have.
    List<String> placeNames();

    /// Storage keys of what has these values.
    ///
    /// @param hash of all hash attributes, in their order
    /// @param equal of the first range attributes
    /// @param next what is asked of the range attribute behind those
    KeyRange rangeOf(
            List<AttributeValue> hash, List<AttributeValue> equal, Optional<SortCondition> next);

    /// The storage key of a place.
    ///
    /// @param place exactly the attributes of [#placeNames], in their types
    /// @throws Refused one is empty or too long
    StorageKey placeOf(Map<String, AttributeValue> place);

    /// The attributes of a place that `key` was made from, in the order of [#placeNames].
    Map<String, AttributeValue> attributesOf(StorageKey key);

    /// Whether `name` is a hash or range attribute.
    default boolean has(String name) {
        return hash().stream().anyMatch(attribute -> attribute.name().equals(name))
                || range().stream().anyMatch(attribute -> attribute.name().equals(name));
    }
}
