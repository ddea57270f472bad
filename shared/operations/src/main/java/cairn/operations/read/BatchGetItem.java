package cairn.operations.read;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.request.RequestExpressions.EXPRESSION_ATTRIBUTE_NAMES;
import static cairn.operations.request.RequestMembers.CONSISTENT_READ;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.wire.Constraints.size;
import static cairn.operations.wire.Constraints.tableNames;

import cairn.item.Item;
import cairn.item.Wording;
import cairn.item.expression.Projection;
import cairn.item.expression.syntax.Kind;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.legacy.LegacyParameters;
import cairn.operations.legacy.Styles;
import cairn.operations.read.BatchGetAction.OfTable;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// BatchGetItem: reads up to 100 items of any tables. A wrong number of keys for a table is
/// reported on its own, with the text that all regions have.
public final class BatchGetItem implements Operation {
    private static final String NAME = "BatchGetItem";
    private static final int KEYS_MAX = 100;

    private static final Member<List<Json.Obj>> KEYS = Members.items("Keys").required();
    private static final Member<List<Json.Obj>> COUNTED_KEYS =
            KEYS.where(size(1, KEYS_MAX, keys -> "")).reportedAs(RequestMessage.PROBLEM_EVERYWHERE);
    private static final Member<String> PROJECTION_EXPRESSION =
            RequestExpressions.member(Kind.PROJECTION);
    private static final Members OF_TABLE =
            Members.of(
                    "KeysAndAttributes",
                    KEYS,
                    ATTRIBUTES_TO_GET,
                    CONSISTENT_READ,
                    PROJECTION_EXPRESSION,
                    EXPRESSION_ATTRIBUTE_NAMES);
    private static final Styles STYLES = Styles.of(List.of(ATTRIBUTES_TO_GET), Kind.PROJECTION);
    private static final Member<Map<String, Input>> REQUEST_ITEMS =
            Members.structuresByName("RequestItems", OF_TABLE).required().where(tableNames());

    private static final Declaration DECLARATION =
            Declaration.of(
                            NAME,
                            AccessLevel.READ,
                            Members.of(
                                    "BatchGetItemInput", RETURN_CONSUMED_CAPACITY, REQUEST_ITEMS))
                    .on(Demands.tables(REQUEST_ITEMS))
                    .newest(Wording.VALUES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        Map<String, Input> tables = input.must(REQUEST_ITEMS);
        if (tables.isEmpty()) {
            throw Failure.validation(RequestMessage.REQUEST_ITEMS_EMPTY, NAME);
        }
        TableNames.checkDistinct(tables.keySet());
        tables.forEach((name, sent) -> REQUEST_ITEMS.checkAlone(name, COUNTED_KEYS, sent));
        STYLES.mustNotMix(tables.values());
        List<OfTable> asked = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, Input> table : tables.entrySet()) {
            OfTable ofTable = ofTable(table.getKey(), table.getValue());
            count += ofTable.keys().size();
            asked.add(ofTable);
        }
        if (count > KEYS_MAX) {
            throw Failure.validation(RequestMessage.TOO_MANY_ITEMS, NAME);
        }
        return new BatchGetAction(asked, Capacity.of(input), arrival);
    }

    private static OfTable ofTable(String name, Input sent) {
        RequestExpressions expressions = new RequestExpressions(sent, Kind.PROJECTION);
        List<Item> items = sent.must(KEYS).stream().map(ValueReader::item).toList();
        Optional<Projection> attributes = LegacyParameters.of(sent).projection();
        Optional<Projection> projection = expressions.read().projection();
        expressions.checkAllUsed();
        return new OfTable(
                TableNames.of(name),
                items,
                sent.isTrue(CONSISTENT_READ),
                projection.or(() -> attributes),
                new AsSent(sent));
    }

    /// The members sent for a table.
    private record AsSent(Input input) implements BatchGetAction.Again {
        @Override
        public long bytesMax() {
            return input.json().text().length();
        }

        @Override
        public byte[] of(List<byte[]> keys) {
            ReplyBody body = new ReplyBody().list(KEYS.name(), keys);
            input.get(CONSISTENT_READ).ifPresent(on -> body.bool(CONSISTENT_READ.name(), on));
            input.get(ATTRIBUTES_TO_GET)
                    .ifPresent(names -> body.texts(ATTRIBUTES_TO_GET.name(), names));
            input.get(PROJECTION_EXPRESSION)
                    .ifPresent(text -> body.text(PROJECTION_EXPRESSION.name(), text));
            input.get(EXPRESSION_ATTRIBUTE_NAMES)
                    .ifPresent(
                            names -> body.object(EXPRESSION_ATTRIBUTE_NAMES.name(), texts(names)));
            return body.finish();
        }

        private static ReplyBody texts(Json.Obj names) {
            ReplyBody texts = new ReplyBody();
            names.fields()
                    .forEach(
                            (name, value) -> {
                                if (value instanceof Json.Text(String text)) {
                                    texts.text(name, text);
                                }
                            });
            return texts;
        }
    }
}
