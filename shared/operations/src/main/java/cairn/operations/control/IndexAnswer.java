package cairn.operations.control;

import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.settings.Indexes;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;
import cairn.storage.partition.Partition;

import java.util.ArrayList;
import java.util.List;

/// The indexes of a table as DynamoDB describes them.
final class IndexAnswer {
    private IndexAnswer() {}

    /// Adds LocalSecondaryIndexes, if the table has any.
    static void add(
            ReplyBody body,
            String table,
            Indexes indexes,
            TableSize size,
            Configuration configuration) {
        String arn = TableNames.arn(configuration.region(), configuration.account(), table);
        List<byte[]> local = new ArrayList<>();
        for (SecondaryIndex index : indexes.local()) {
            Partition.Estimate entries = size.runs().of(indexes.runOf(index));
            ReplyBody described = new ReplyBody().text("IndexName", index.name());
            described.list("KeySchema", TableAnswer.keySchema(index.keys()));
            described.object("Projection", projection(index.projection()));
            described.number("IndexSizeBytes", entries.bytes());
            described.number("ItemCount", entries.items());
            described.text("IndexArn", arn + "/index/" + index.name());
            local.add(described.finish());
        }
        if (!local.isEmpty()) {
            body.list("LocalSecondaryIndexes", local);
        }
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
