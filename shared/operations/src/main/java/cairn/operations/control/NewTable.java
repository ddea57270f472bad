package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.request.Action;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.partition.Partition;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Creates a table. It is ready when the answer says CREATING, which is DynamoDB's text.
///
/// @param readUnits, writeUnits 0 for a table paid per request
public record NewTable(
        String name,
        KeySchema keys,
        boolean paidByRequest,
        long readUnits,
        long writeUnits,
        boolean deletionProtection,
        Optional<String> tableClass)
        implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        TableSettings settings =
                new TableSettings(
                        keys,
                        id(tables.environment()),
                        tables.environment().wallMicros(),
                        paidByRequest,
                        readUnits,
                        writeUnits,
                        deletionProtection,
                        tableClass,
                        Map.of());
        return CompletableFuture.completedFuture(create(tables, settings));
    }

    private Reply create(TableAccess tables, TableSettings settings) {
        boolean created =
                tables.tables()
                        .create(name, settings.encode(), tables.configuration().partitions());
        if (!created) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, TableMessage.TABLE_EXISTS, name);
        }
        ReplyBody table =
                TableAnswer.of(
                        name,
                        settings,
                        TableAnswer.CREATING,
                        new Partition.Estimate(0, 0),
                        tables.configuration());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static String id(Environment environment) {
        long high = environment.randomBits() & ~0xf000L | 0x4000L;
        long low = environment.randomBits() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
