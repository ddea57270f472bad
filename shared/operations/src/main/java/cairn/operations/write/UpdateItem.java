package cairn.operations.write;

import static cairn.operations.request.RequestMembers.KEY;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.RETURN_ITEM_COLLECTION_METRICS;
import static cairn.operations.request.RequestMembers.TABLE_NAME;
import static cairn.operations.write.WriteMembers.RETURN_VALUES;
import static cairn.operations.write.WriteMembers.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE;
import static cairn.operations.write.WriteMembers.withCondition;

import cairn.item.Item;
import cairn.item.Wording;
import cairn.item.expression.Update;
import cairn.item.expression.syntax.Kind;
import cairn.item.json.ValueReader;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;

import java.util.Map;
import java.util.Optional;

/// UpdateItem: changes attributes of an item. If none exists, it is created, unless the expression
/// only removes. A malformed table name is reported alone, before all else.
public final class UpdateItem implements Operation {
    private static final Member<Map<String, Input>> ATTRIBUTE_UPDATES =
            Members.structuresByName(
                    "AttributeUpdates",
                    Members.of(
                            "AttributeValueUpdate",
                            Members.value("Value"),
                            Members.word("Action", "ADD", "PUT", "DELETE")));

    private static final Members MEMBERS =
            withCondition(
                    Members.of("UpdateItemInput", TABLE_NAME.optional())
                            .then(
                                    RETURN_CONSUMED_CAPACITY,
                                    TABLE_NAME,
                                    RETURN_VALUES.reportedAs(
                                            RequestMessage.PROBLEM_OF_RETURN_VALUES),
                                    RETURN_ITEM_COLLECTION_METRICS,
                                    KEY,
                                    RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
                                    RequestExpressions.member(Kind.UPDATE),
                                    ATTRIBUTE_UPDATES.later()));
    private static final Declaration DECLARATION =
            Declaration.of("UpdateItem", AccessLevel.WRITE, MEMBERS)
                    .on(Demands.table(TABLE_NAME))
                    .newest(Wording.ENVELOPED);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        RequestExpressions expressions = new RequestExpressions(input, Kind.UPDATE, Kind.CONDITION);
        Item key = ValueReader.item(input.must(KEY));
        expressions.read();
        Optional<Update> update = expressions.update();
        WriteTerms terms = WriteMembers.terms(input, expressions);
        expressions.checkAllUsed();
        return new UpdateAction(terms, key.attributes(), update);
    }
}
