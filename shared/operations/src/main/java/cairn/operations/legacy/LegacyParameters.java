package cairn.operations.legacy;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.legacy.LegacyMembers.ATTRIBUTE_UPDATES;
import static cairn.operations.legacy.LegacyMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.legacy.LegacyMembers.EXPECTED;
import static cairn.operations.legacy.LegacyMembers.KEY_CONDITIONS;

import cairn.item.expression.Condition;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.item.expression.Update;
import cairn.operations.legacy.LegacyMembers.Conjunction;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.RequestMessage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The legacy parameters of one request, each to be read where DynamoDB does so. Used by one
/// thread.
public final class LegacyParameters {
    private final Input input;
    private final SentValues values = new SentValues();

    private LegacyParameters(Input input) {
        this.input = input;
    }

    /// Those of a request that has no conditions, and whose style was checked.
    public static LegacyParameters of(Input input) {
        return new LegacyParameters(input);
    }

    /// Checks first that styles are not mixed.
    ///
    /// @throws cairn.item.Refused they are
    public static LegacyParameters of(Input input, Styles styles) {
        styles.mustNotMix(List.of(input));
        return new LegacyParameters(input);
    }

    /// Checks first that styles are not mixed, and that a ConditionalOperator has something to
    /// join.
    ///
    /// @param joined the conditions that it joins
    /// @throws Failure it has not
    /// @throws cairn.item.Refused styles are mixed
    public static LegacyParameters of(
            Input input, Styles styles, Member<Map<String, Input>> joined) {
        styles.mustNotMix(List.of(input));
        if (input.has(CONDITIONAL_OPERATOR)) {
            switch (input.get(joined).map(Map::size).orElse(0)) {
                case 0 -> throw Failure.validation(RequestMessage.CONDITIONAL_OPERATOR_OF_NONE);
                case 1 -> throw Failure.validation(RequestMessage.CONDITIONAL_OPERATOR_OF_ONE);
                default -> {}
            }
        }
        return new LegacyParameters(input);
    }

    /// DynamoDB's size of the values that were read so far.
    public int valueBytes() {
        return values.bytes();
    }

    /// What Expected asks of an item.
    public Optional<Condition> expected() {
        return input.get(EXPECTED).flatMap(sent -> joined(Expectation.readAll(sent, values)));
    }

    /// What QueryFilter or ScanFilter ask of items.
    public Optional<Condition> filter(Member<Map<String, Input>> filter) {
        return input.get(filter).flatMap(sent -> joined(LegacyCondition.readAll(sent, values)));
    }

    private Optional<Condition> joined(List<LegacyCondition> conditions) {
        Conjunction how = input.get(CONDITIONAL_OPERATOR).orElse(Conjunction.AND);
        return LegacyCondition.joined(conditions, how);
    }

    /// What AttributeUpdates do.
    public Optional<Update> update() {
        return input.get(ATTRIBUTE_UPDATES).flatMap(sent -> LegacyUpdate.read(sent, values));
    }

    /// What KeyConditions ask of keys.
    public Optional<KeyCondition> keyCondition() {
        return input.get(KEY_CONDITIONS).map(sent -> LegacyKeyCondition.read(sent, values));
    }

    /// The attributes that AttributesToGet name.
    ///
    /// @throws Failure one of them twice
    public Optional<Projection> projection() {
        return input.get(ATTRIBUTES_TO_GET).map(LegacyParameters::projection);
    }

    private static Projection projection(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw Failure.validation(RequestMessage.ATTRIBUTE_TWICE, name);
            }
        }
        return Projection.to(names.stream().map(Path::to).toList());
    }
}
