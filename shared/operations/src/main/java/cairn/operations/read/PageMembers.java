package cairn.operations.read;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.request.RequestMembers.CONSISTENT_READ;
import static cairn.operations.request.RequestMembers.TABLE_NAME;
import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.indexName;

import cairn.item.Refused;
import cairn.item.expression.Condition;
import cairn.item.expression.Projection;
import cairn.item.expression.syntax.Kind;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.read.PageTerms.Select;
import cairn.operations.request.Capacity;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;

import java.util.Optional;

/// Members common to Query and Scan, and how they are read.
final class PageMembers {
    /// What each operation says of a projection and Select that do not go together.
    enum Words {
        OF_QUERY(
                RequestMessage.PROJECTION_MISSING_OF_QUERY,
                RequestMessage.PROJECTION_FORBIDDEN_OF_QUERY),
        OF_SCAN(RequestMessage.PROJECTION_MISSING, RequestMessage.PROJECTION_FORBIDDEN);

        private final RequestMessage projectionMissing;
        private final RequestMessage projectionForbidden;

        Words(RequestMessage projectionMissing, RequestMessage projectionForbidden) {
            this.projectionMissing = projectionMissing;
            this.projectionForbidden = projectionForbidden;
        }
    }

    /// What legacy parameters ask of a page.
    record LegacyTerms(Optional<Condition> filter, Optional<Projection> projection) {}

    static final Member<String> INDEX_NAME = Members.text("IndexName").where(indexName());
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

    /// @param expressions whose placeholders were read
    /// @param legacy what legacy parameters ask for in the place of expressions
    static PageTerms terms(
            Input input, RequestExpressions expressions, LegacyTerms legacy, Words words) {
        Optional<Condition> filter = expressions.condition(Kind.FILTER).or(legacy::filter);
        Optional<Projection> projection = expressions.projection().or(legacy::projection);
        Optional<Select> select = input.get(SELECT);
        if (projection.isPresent()
                && select.isPresent()
                && select.get() != Select.SPECIFIC_ATTRIBUTES) {
            throw Failure.validation(
                    words.projectionForbidden,
                    legacy.projection.isPresent()
                            ? ATTRIBUTES_TO_GET.name()
                            : Kind.PROJECTION.parameter(),
                    select.get().inMessages());
        }
        Optional<String> index = input.get(INDEX_NAME);
        if (select.equals(Optional.of(Select.ALL_PROJECTED_ATTRIBUTES)) && index.isEmpty()) {
            throw Failure.validation(RequestMessage.PROJECTED_WITHOUT_INDEX);
        }
        if (select.equals(Optional.of(Select.SPECIFIC_ATTRIBUTES)) && projection.isEmpty()) {
            throw Failure.validation(words.projectionMissing);
        }
        return new PageTerms(
                TableNames.of(input.must(TABLE_NAME)),
                index,
                input.get(LIMIT),
                select.orElseGet(() -> usual(projection.isPresent(), index.isPresent())),
                input.isTrue(CONSISTENT_READ),
                Capacity.of(input),
                filter,
                projection,
                legacy.filter.isPresent()
                        ? RequestMessage.QUERY_FILTER_OF_KEY
                        : RequestMessage.FILTER_OF_KEY);
    }

    private static Select usual(boolean projected, boolean ofIndex) {
        if (projected) {
            return Select.SPECIFIC_ATTRIBUTES;
        }
        return ofIndex ? Select.ALL_PROJECTED_ATTRIBUTES : Select.ALL_ATTRIBUTES;
    }

    /// The values of ExclusiveStartKey.
    static Optional<StartKey> startKey(Input input) {
        try {
            return input.get(EXCLUSIVE_START_KEY)
                    .map(json -> new StartKey(ValueReader.item(json).attributes()));
        } catch (Refused e) {
            throw Failure.validation(RequestMessage.START_KEY_INVALID, e);
        }
    }
}
