package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.describe.Moment;
import cairn.operations.describe.TableAnswer;
import cairn.operations.describe.TableSize;
import cairn.operations.request.Action;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Makes a table. It can be used as soon as this is answered; the answer says CREATING, as
/// DynamoDB's does.
///
/// @param warming the parts for which the request says what they are to be ready for: names of
///   global indexes, and [Moment#TABLE]
/// @param terms gives the table what the request says of it
record NewTable(String name, KeySchema keys, Set<String> warming, Terms terms) implements Action {
    /// What a request says of a table beside its keys.
    interface Terms {
        /// @throws Failure a quota is exceeded
        void fill(TableSettings.Draft draft, ChangeSite site);
    }

    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        ChangeSite site = ChangeSite.of(tables, name);
        TableSettings.Draft draft =
                new TableSettings.Draft(keys, id(tables.environment()), site.nowMicros());
        terms.fill(draft, site);
        return CompletableFuture.completedFuture(create(tables, draft.finish(), site));
    }

    private Reply create(TableAccess tables, TableSettings settings, ChangeSite site) {
        int partitions = tables.configuration().partitions();
        if (!tables.tables().create(name, settings.description(), partitions)) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, TableMessage.TABLE_EXISTS, name);
        }
        ReplyBody table =
                TableAnswer.of(
                        name,
                        settings,
                        Moment.creating(site.nowMicros(), warming),
                        TableSize.EMPTY,
                        site.configuration());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static String id(Environment environment) {
        long high = environment.randomBits() & ~0xf000L | 0x4000L;
        long low = environment.randomBits() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
