package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.QueryKeys;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.item.expression.KeyCondition;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// ExclusiveStartKey: the place in the order of a table or an index behind which a page begins. No
/// item need be there (docs/dynamodb.md#pages).
///
/// @param attributes as they were sent
public record StartKey(Map<String, AttributeValue> attributes) {

    /// Checks its attributes, in Query's words.
    ///
    /// @throws Failure or Refused they are not those of a place
    void mustFitQuery(ReadSource source) {
        QueryKeys keys = source.keys();
        if (hasOtherNames(keys)) {
            throw Failure.validation(RequestMessage.START_KEY);
        }
        if (!hasTypes(attributesOf(keys))) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
        mustFitTable(source);
    }

    /// Checks its attributes, in Scan's words.
    ///
    /// @throws Failure they are not those of a place
    void mustFitScan(ReadSource source) {
        QueryKeys keys = source.keys();
        if (hasOtherNames(keys)) {
            throw source.index().isPresent()
                    ? Failure.validation(RequestMessage.START_KEY)
                    : notOfSchema();
        }
        if (!hasTypes(attributesOf(keys))) {
            throw source.index().isPresent() ? Message.KEY_NOT_OF_SCHEMA.refused() : notOfSchema();
        }
        mustFitTable(source);
    }

    private void mustFitTable(ReadSource source) {
        if (!hasTypes(attributesOf(source.table().keys()))) {
            throw notOfSchema();
        }
    }

    private static Failure notOfSchema() {
        return Failure.validation(
                RequestMessage.START_KEY_INVALID, Message.KEY_NOT_OF_SCHEMA.refused());
    }

    private boolean hasOtherNames(QueryKeys keys) {
        List<String> names = keys.placeNames();
        return attributes.size() != names.size() || !attributes.keySet().containsAll(names);
    }

    private static List<KeySchema.Attribute> attributesOf(QueryKeys keys) {
        List<KeySchema.Attribute> all = new ArrayList<>(keys.hash());
        all.addAll(keys.range());
        return all;
    }

    private boolean hasTypes(List<KeySchema.Attribute> wanted) {
        return wanted.stream()
                .allMatch(
                        attribute -> {
                            AttributeValue value = attributes.get(attribute.name());
                            return value != null && value.type().equals(attribute.type().name());
                        });
    }

    /// The storage key of the place.
    ///
    /// @throws Failure an attribute is empty or too long
    StorageKey in(QueryKeys keys) {
        try {
            return keys.placeOf(attributes);
        } catch (Refused e) {
            throw Failure.validation(RequestMessage.START_KEY_INVALID, e);
        }
    }

    /// The storage key of the place, which must be one that a query comes to. The range attributes
    /// are judged before the hash attributes (observed).
    ///
    /// @throws Failure the query does not come there
    StorageKey within(KeyCondition.Match match, QueryKeys keys) {
        StorageKey place = in(keys);
        if (match.limitsRange()) {
            Map<String, AttributeValue> inside = new HashMap<>(attributes);
            for (int i = 0; i < match.hash().size(); i++) {
                inside.put(keys.hash().get(i).name(), match.hash().get(i));
            }
            if (!match.range().contains(keys.placeOf(inside))) {
                throw Failure.validation(RequestMessage.START_KEY_OUTSIDE_CONDITION);
            }
        }
        if (match.limitsRange() && (match.isOfOneItem() || !match.range().contains(place))) {
            throw Failure.validation(RequestMessage.ONE_ROW);
        }
        if (!match.range().contains(place)) {
            throw Failure.validation(RequestMessage.START_KEY_OUTSIDE_QUERY);
        }
        return place;
    }
}
