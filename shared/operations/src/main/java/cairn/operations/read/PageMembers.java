package cairn.operations.read;

import static cairn.operations.request.RequestMembers.ATTRIBUTE_VALUE_LIST;
import static cairn.operations.request.RequestMembers.COMPARISON_OPERATOR;
import static cairn.operations.request.RequestMembers.CONSISTENT_READ;
import static cairn.operations.request.RequestMembers.TABLE_NAME;
import static cairn.operations.wire.Constraints.atLeast;

import cairn.item.AttributeValue;
import cairn.item.Refused;
import cairn.item.expression.Condition;
import cairn.item.expression.Projection;
import cairn.item.expression.syntax.Kind;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.request.Capacity;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;

import java.util.Map;
import java.util.Optional;

/// Members common to Query and Scan, and how they are read.
final class PageMembers {
    /// The kinds of result of a page.
    enum Select {
        SPECIFIC_ATTRIBUTES,
        COUNT,
        ALL_ATTRIBUTES,
        ALL_PROJECTED_ATTRIBUTES;

        /// Its name in messages.
        String inMessages() {
            return this == COUNT ? "only the Count" : name();
        }
    }

    static final Member<String> INDEX_NAME = Members.text("IndexName");
    static final Member<Long> LIMIT = Members.integer("Limit").where(atLeast(1));
    static final Member<Json.Obj> EXCLUSIVE_START_KEY = Members.item("ExclusiveStartKey");
    static final Member<Select> SELECT =
            Members.word(
                    "Select",
                    Select.SPECIFIC_ATTRIBUTES,
                    Select.COUNT,
                    Select.ALL_ATTRIBUTES,
                    Select.ALL_PROJECTED_ATTRIBUTES);

    private PageMembers() {}

    /// `members`, followed by those of the expressions that both operations have.
    static Members withExpressions(Members members) {
        return members.then(
                CONSISTENT_READ,
                EXCLUSIVE_START_KEY,
                RequestExpressions.member(Kind.PROJECTION),
                RequestExpressions.member(Kind.FILTER),
                RequestExpressions.EXPRESSION_ATTRIBUTE_NAMES,
                RequestExpressions.EXPRESSION_ATTRIBUTE_VALUES);
    }

    /// A map of conditions: the legacy parameters that expressions replaced.
    static Member<Map<String, Input>> conditions(String name) {
        return Members.structuresByName(
                name, Members.of("Condition", ATTRIBUTE_VALUE_LIST, COMPARISON_OPERATOR));
    }

    /// @param expressions with placeholders already read
    /// @param projectionMissing the operation's message for a missing projection
    static PageTerms terms(
            Input input, RequestExpressions expressions, RequestMessage projectionMissing) {
        Optional<Condition> filter = expressions.condition(Kind.FILTER);
        Optional<Projection> projection = expressions.projection();
        Optional<Select> select = input.get(SELECT);
        if (projection.isPresent()
                && select.isPresent()
                && select.get() != Select.SPECIFIC_ATTRIBUTES) {
            throw Failure.validation(
                    RequestMessage.PROJECTION_FORBIDDEN, select.get().inMessages());
        }
        if (select.equals(Optional.of(Select.ALL_PROJECTED_ATTRIBUTES))) {
            throw Failure.validation(RequestMessage.PROJECTED_WITHOUT_INDEX);
        }
        if (select.equals(Optional.of(Select.SPECIFIC_ATTRIBUTES)) && projection.isEmpty()) {
            throw Failure.validation(projectionMissing);
        }
        return new PageTerms(
                TableNames.of(input.must(TABLE_NAME)),
                input.get(LIMIT),
                select.equals(Optional.of(Select.COUNT)),
                input.isTrue(CONSISTENT_READ),
                Capacity.of(input),
                filter,
                projection);
    }

    /// The values of ExclusiveStartKey.
    static Optional<Map<String, AttributeValue>> startKey(Input input) {
        try {
            return input.get(EXCLUSIVE_START_KEY).map(json -> ValueReader.item(json).attributes());
        } catch (Refused e) {
            throw Failure.validation(RequestMessage.START_KEY_INVALID, e);
        }
    }
}
