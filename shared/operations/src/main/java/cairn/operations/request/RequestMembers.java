package cairn.operations.request;

import static cairn.operations.wire.Constraints.tableName;
import static cairn.operations.wire.Constraints.wholeTableName;

import cairn.item.json.Json;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

/// Members that requests of several operations have.
public final class RequestMembers {
    /// For operations on items.
    public static final Member<String> TABLE_NAME =
            Members.text("TableName").required().where(tableName());

    /// For operations on tables.
    public static final Member<String> WHOLE_TABLE_NAME =
            Members.text("TableName").where(wholeTableName());

    public static final Member<Capacity> RETURN_CONSUMED_CAPACITY =
            Members.word("ReturnConsumedCapacity", Capacity.INDEXES, Capacity.TOTAL, Capacity.NONE);

    public static final Member<String> RETURN_ITEM_COLLECTION_METRICS =
            Members.word("ReturnItemCollectionMetrics", "SIZE", "NONE");

    public static final Member<Boolean> CONSISTENT_READ = Members.bool("ConsistentRead");

    public static final Member<Json.Obj> KEY = Members.item("Key").required();

    private RequestMembers() {}
}
