package cairn.operations.read;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.request.RequestMembers.CONSISTENT_READ;
import static cairn.operations.request.RequestMembers.KEY;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.TABLE_NAME;

import cairn.item.Item;
import cairn.item.Wording;
import cairn.item.expression.Projection;
import cairn.item.expression.syntax.Kind;
import cairn.item.json.ValueReader;
import cairn.operations.legacy.LegacyParameters;
import cairn.operations.legacy.Styles;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.TableNames;

import java.util.List;
import java.util.Optional;

/// GetItem: reads one item.
public final class GetItem implements Operation {
    private static final Styles STYLES = Styles.of(List.of(ATTRIBUTES_TO_GET), Kind.PROJECTION);
    private static final Members MEMBERS =
            Members.of(
                    "GetItemInput",
                    RETURN_CONSUMED_CAPACITY,
                    TABLE_NAME,
                    KEY,
                    ATTRIBUTES_TO_GET,
                    CONSISTENT_READ,
                    RequestExpressions.member(Kind.PROJECTION),
                    RequestExpressions.EXPRESSION_ATTRIBUTE_NAMES);
    private static final Declaration DECLARATION =
            Declaration.of("GetItem", AccessLevel.READ, MEMBERS)
                    .on(Demands.table(TABLE_NAME))
                    .newest(Wording.VALUES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        LegacyParameters legacy = LegacyParameters.of(input, STYLES);
        RequestExpressions expressions = new RequestExpressions(input, Kind.PROJECTION);
        Item key = ValueReader.item(input.must(KEY));
        Optional<Projection> attributes = legacy.projection();
        Optional<Projection> projection = expressions.read().projection();
        expressions.checkAllUsed();
        return new GetAction(
                TableNames.of(input.must(TABLE_NAME)),
                key.attributes(),
                input.isTrue(CONSISTENT_READ),
                Capacity.of(input),
                projection.or(() -> attributes),
                arrival);
    }
}
