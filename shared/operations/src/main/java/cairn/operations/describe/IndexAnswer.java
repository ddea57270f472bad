package cairn.operations.describe;

import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.ReplyBody;
import cairn.storage.partition.Partition;

import java.util.ArrayList;
import java.util.List;

/// The indexes of a table as DynamoDB describes them.
final class IndexAnswer {
    private final TableSettings table;
    private final TableSize size;
    private final String arn;

    /// @param arn of the table
    IndexAnswer(String arn, TableSettings table, TableSize size) {
        this.table = table;
        this.size = size;
        this.arn = arn + "/index/";
    }

    /// Adds LocalSecondaryIndexes, if the table has any.
    void addLocal(ReplyBody body) {
        List<byte[]> local = new ArrayList<>();
        for (SecondaryIndex index : table.indexes().local()) {
            ReplyBody described = described(index);
            addSize(described, size.runs().of(table.indexes().runOf(index)), index);
            local.add(described.finish());
        }
        if (!local.isEmpty()) {
            body.list("LocalSecondaryIndexes", local);
        }
    }

    /// Adds GlobalSecondaryIndexes, if the table has any.
    void addGlobal(ReplyBody body, Moment moment) {
        List<byte[]> global = new ArrayList<>();
        for (GlobalIndex index : table.indexes().global()) {
            ReplyBody described = described(index.index());
            addState(described, index, moment);
            described.object(
                    "ProvisionedThroughput", TableAnswer.provisioned(index.throughput(), moment));
            TableAnswer.addDemand(described, index.throughput(), moment, index.name());
            addSize(described, size.global(index.name()), index.index());
            global.add(described.finish());
        }
        if (!global.isEmpty()) {
            body.list("GlobalSecondaryIndexes", global);
        }
    }

    /// Backfilling is said only of an index that is made after its table (observed).
    private static void addState(ReplyBody body, GlobalIndex index, Moment moment) {
        switch (index.state()) {
            case ACTIVE -> body.text("IndexStatus", moment.statusOfIndex(index.name()));
            case ALLOCATING -> body.text("IndexStatus", "CREATING").bool("Backfilling", false);
            case BACKFILLING -> body.text("IndexStatus", "CREATING").bool("Backfilling", true);
            case DELETING -> body.text("IndexStatus", "DELETING");
        }
    }

    private static ReplyBody described(SecondaryIndex index) {
        return new ReplyBody()
                .text("IndexName", index.name())
                .list("KeySchema", TableAnswer.keySchema(index.keys()))
                .object("Projection", projection(index.projection()));
    }

    private void addSize(ReplyBody body, Partition.Estimate entries, SecondaryIndex index) {
        body.number("IndexSizeBytes", entries.bytes()).number("ItemCount", entries.items());
        body.text("IndexArn", arn + index.name());
    }

    /// NonKeyAttributes by name (observed).
    private static ReplyBody projection(IndexProjection projection) {
        ReplyBody body = new ReplyBody();
        switch (projection) {
            case IndexProjection.All() -> body.text("ProjectionType", "ALL");
            case IndexProjection.KeysOnly() -> body.text("ProjectionType", "KEYS_ONLY");
            case IndexProjection.Include include ->
                    body.text("ProjectionType", "INCLUDE")
                            .texts("NonKeyAttributes", include.names().stream().sorted().toList());
        }
        return body;
    }
}
