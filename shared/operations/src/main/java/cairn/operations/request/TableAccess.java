package cairn.operations.request;

import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Environment;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;
import cairn.storage.table.Table;
import cairn.storage.table.Tables;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The tables of this process by their names. Thread-safe.
///
/// What is known of a table may be of an earlier life: then its partitions say that they were
/// deleted, and the name is looked up once more.
public final class TableAccess {
    private final Tables tables;
    private final Environment environment;
    private final Place place;
    private final AnswerRoom room;
    private final ConcurrentHashMap<String, OpenTable> open;

    /// Where this process stands, as ARNs tell it.
    ///
    /// @param partitions that a new table begins with
    /// @param answerBytesMax bodies of answers that can be cut short are kept to about this, with
    ///   at least one item each; what carries answers may have a limit that DynamoDB has not
    public record Place(String region, String account, int partitions, int answerBytesMax) {
        /// A place that carries answers of any size.
        public Place(String region, String account, int partitions) {
            this(region, account, partitions, Integer.MAX_VALUE);
        }
    }

    public TableAccess(Tables tables, Environment environment, Place place) {
        this(tables, environment, place, AnswerRoom.ENDLESS, new ConcurrentHashMap<>());
    }

    private TableAccess(
            Tables tables,
            Environment environment,
            Place place,
            AnswerRoom room,
            ConcurrentHashMap<String, OpenTable> open) {
        this.tables = tables;
        this.environment = environment;
        this.place = place;
        this.room = room;
        this.open = open;
    }

    /// The same tables for a request whose answer has this room.
    public TableAccess with(AnswerRoom itsRoom) {
        return new TableAccess(tables, environment, place, itsRoom, open);
    }

    /// The room for what the request collects.
    public AnswerRoom room() {
        return room;
    }

    public Tables tables() {
        return tables;
    }

    public Environment environment() {
        return environment;
    }

    public Place place() {
        return place;
    }

    /// The table of this name.
    ///
    /// @throws Failure there is none
    /// @throws WouldWait it is not known, and waiting is not allowed
    public OpenTable table(String name, Waiting waiting) {
        @Nullable Table known = tables.ifKnown(name);
        if (known == null) {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            known = tables.find(name).orElseThrow(Failure::tableNotFound);
        }
        return opened(known);
    }

    /// A table with its descriptor read.
    public OpenTable opened(Table table) {
        String name = table.entry().name();
        OpenTable opened = open.get(name);
        if (opened == null || !opened.table().entry().equals(table.entry())) {
            opened = new OpenTable(table, TableDescription.decode(table.entry().descriptor()));
            open.put(name, opened);
        }
        return opened;
    }

    /// Runs `action` on a table, and once more if the table was found to be of an earlier life.
    public CompletableFuture<Reply> on(
            String name, Waiting waiting, Function<OpenTable, CompletableFuture<Reply>> action) {
        OpenTable table = table(name, waiting);
        CompletableFuture<Reply> first;
        try {
            first = action.apply(table);
        } catch (PartitionDeleted e) {
            first = CompletableFuture.failedFuture(e);
        }
        return first.exceptionallyCompose(
                failure -> {
                    if (!isDeleted(failure)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    tables.forget(table.table());
                    return again(
                            () -> {
                                Optional<Table> found = tables.look(name);
                                return action.apply(
                                        opened(found.orElseThrow(Failure::tableNotFound)));
                            });
                });
    }

    /// Runs `action`, which takes tables by these names, and once more if one of them was found to
    /// be of an earlier life.
    public CompletableFuture<Reply> onAll(
            Set<String> names, Supplier<CompletableFuture<Reply>> action) {
        CompletableFuture<Reply> first;
        try {
            first = action.get();
        } catch (PartitionDeleted e) {
            first = CompletableFuture.failedFuture(e);
        }
        return first.exceptionallyCompose(
                failure ->
                        isDeleted(failure)
                                ? again(
                                        () -> {
                                            names.forEach(tables::look);
                                            return action.get();
                                        })
                                : CompletableFuture.failedFuture(failure));
    }

    private static boolean isDeleted(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        return cause instanceof PartitionDeleted;
    }

    /// Runs `action` where it may wait.
    private CompletableFuture<Reply> again(Supplier<CompletableFuture<Reply>> action) {
        CompletableFuture<Reply> second = new CompletableFuture<>();
        environment.start(
                "again",
                () -> {
                    try {
                        second.complete(action.get().join());
                    } catch (RuntimeException e) {
                        second.completeExceptionally(isDeleted(e) ? Failure.tableNotFound() : e);
                    }
                });
        return second;
    }
}
