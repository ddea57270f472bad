package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.request.Action;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.Billing;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Makes a table. It can be used as soon as this is answered; the answer says CREATING, as
/// DynamoDB's does.
public record NewTable(
        String name,
        KeySchema keys,
        Indexes indexes,
        Billing billing,
        boolean deletionProtection,
        Optional<String> tableClass)
        implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        TableSettings.Draft draft =
                new TableSettings.Draft(
                        keys, id(tables.environment()), tables.environment().wallMicros());
        draft.indexes = indexes;
        draft.billing = billing;
        draft.deletionProtection = deletionProtection;
        draft.tableClass = tableClass;
        return CompletableFuture.completedFuture(create(tables, draft.finish()));
    }

    private Reply create(TableAccess tables, TableSettings settings) {
        boolean created =
                tables.tables()
                        .create(
                                name,
                                settings.encode(),
                                indexes.global().stream()
                                        .map(GlobalIndex::name)
                                        .collect(Collectors.toSet()),
                                settings.needs(),
                                tables.configuration().partitions());
        if (!created) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, TableMessage.TABLE_EXISTS, name);
        }
        ReplyBody table =
                TableAnswer.of(
                        name,
                        settings,
                        TableAnswer.CREATING,
                        TableSize.EMPTY,
                        tables.configuration());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static String id(Environment environment) {
        long high = environment.randomBits() & ~0xf000L | 0x4000L;
        long low = environment.randomBits() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
