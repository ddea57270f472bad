package cairn.operations.write;

import static cairn.operations.request.RequestMembers.KEY;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.RETURN_ITEM_COLLECTION_METRICS;
import static cairn.operations.wire.Constraints.lists;
import static cairn.operations.wire.Constraints.tableNames;

import cairn.item.Item;
import cairn.item.Message;
import cairn.item.Wording;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;
import cairn.operations.write.BatchWriteAction.WriteOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// BatchWriteItem: puts and deletes items, each independently.
public final class BatchWriteItem implements Operation {
    private static final String NAME = "BatchWriteItem";
    private static final int WRITES_MAX = 25;

    private static final Member<Json.Obj> ITEM = Members.item("Item").required();
    private static final Member<Input> DELETE_REQUEST =
            Members.structure("DeleteRequest", Members.of("DeleteRequest", KEY));
    private static final Member<Input> PUT_REQUEST =
            Members.structure("PutRequest", Members.of("PutRequest", ITEM));
    private static final Member<Map<String, List<Input>>> REQUEST_ITEMS =
            Members.structureListsByName(
                            "RequestItems", Members.of("WriteRequest", DELETE_REQUEST, PUT_REQUEST))
                    .required()
                    .where(tableNames(), lists(WRITES_MAX));

    private static final Declaration DECLARATION =
            Declaration.of(
                            NAME,
                            AccessLevel.WRITE,
                            Members.of(
                                            "BatchWriteItemInput",
                                            RETURN_CONSUMED_CAPACITY,
                                            RETURN_ITEM_COLLECTION_METRICS)
                                    .then(REQUEST_ITEMS))
                    .on(Demands.tables(REQUEST_ITEMS))
                    .newest(Wording.REQUESTS);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        Map<String, List<Input>> tables = input.must(REQUEST_ITEMS);
        if (tables.isEmpty()) {
            throw Failure.validation(RequestMessage.REQUEST_ITEMS_EMPTY, NAME);
        }
        TableNames.checkDistinct(tables.keySet());
        if (tables.values().stream().mapToInt(List::size).sum() > WRITES_MAX) {
            throw Failure.validation(RequestMessage.TOO_MANY_ITEMS, NAME);
        }
        Map<String, List<WriteOf>> changes = new LinkedHashMap<>();
        tables.forEach((name, sent) -> changes.put(TableNames.of(name), changes(sent)));
        return new BatchWriteAction(
                changes,
                Capacity.of(input),
                input.get(RETURN_ITEM_COLLECTION_METRICS).orElse("NONE").equals("SIZE"));
    }

    private static List<WriteOf> changes(List<Input> writes) {
        List<WriteOf> changes = new ArrayList<>();
        for (Input write : writes) {
            if (write.has(PUT_REQUEST) == write.has(DELETE_REQUEST)) {
                throw Message.VALUE_TWO_TYPES.refused();
            }
            changes.add(write.has(PUT_REQUEST) ? put(write) : delete(write));
        }
        return changes;
    }

    private static WriteOf put(Input write) {
        Item item = ValueReader.item(write.must(PUT_REQUEST).must(ITEM));
        if (item.sizeBytes() > Item.BYTES_MAX) {
            throw Failure.validation(RequestMessage.ITEM_SIZE);
        }
        return WriteOf.put(item, write.json());
    }

    private static WriteOf delete(Input write) {
        return WriteOf.delete(ValueReader.item(write.must(DELETE_REQUEST).must(KEY)), write.json());
    }
}
