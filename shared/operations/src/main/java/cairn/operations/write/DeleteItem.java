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
import cairn.item.expression.syntax.Kind;
import cairn.item.json.ValueReader;
import cairn.operations.legacy.LegacyParameters;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;

/// DeleteItem: deletes an item; succeeds if it does not exist.
public final class DeleteItem implements Operation {
    private static final Members MEMBERS =
            withCondition(
                    Members.of("DeleteItemInput"),
                    RETURN_CONSUMED_CAPACITY,
                    TABLE_NAME,
                    RETURN_VALUES,
                    RETURN_ITEM_COLLECTION_METRICS,
                    KEY,
                    RETURN_VALUES_ON_CONDITION_CHECK_FAILURE);
    private static final Declaration DECLARATION =
            Declaration.of("DeleteItem", AccessLevel.WRITE, MEMBERS)
                    .on(Demands.table(TABLE_NAME))
                    .newest(Wording.ENVELOPED);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        LegacyParameters legacy = WriteMembers.legacy(input);
        RequestExpressions expressions = new RequestExpressions(input, Kind.CONDITION);
        Item key = ValueReader.item(input.must(KEY));
        WriteMembers.mustReturnOldOnly(input);
        WriteTerms terms = WriteMembers.terms(input, legacy, expressions.read());
        expressions.checkAllUsed();
        return new DeleteAction(terms, key.attributes());
    }
}
