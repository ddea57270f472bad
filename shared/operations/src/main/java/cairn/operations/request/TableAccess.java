package cairn.operations.request;

import cairn.item.Refused;
import cairn.operations.propagation.IndexLives;
import cairn.operations.propagation.Propagation;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;
import cairn.storage.table.TableEntry;
import cairn.storage.table.Tables;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The tables of this process by name. Thread-safe.
///
/// A cached table may be of an earlier life, or lack an index. An action that uses it then fails at
/// a partition that was deleted or that fences it off, and the name is looked up once more. A
/// refusal reaches no partition. So it counts only if its descriptor was current after the request
/// came.
public final class TableAccess {
    private static final int OUTDATED_MAX = 5;
    private static final Duration OUTDATED_PAUSE = Duration.ofMillis(20);

    private final Tables tables;
    private final Environment environment;
    private final Configuration configuration;
    private final AnswerRoom room;
    private final IndexLives lives;

    /// Region and account for ARNs, and the limits of tables and answers.
    ///
    /// @param partitions that a new table begins with
    /// @param answerBytesMax bodies of answers that can be cut short are kept to about this, with
    ///   at least one item each; what carries answers may have a limit that DynamoDB has not
    /// @param propagation how global indexes are kept up
    public record Configuration(
            String region,
            String account,
            int partitions,
            int answerBytesMax,
            Propagation.Mode propagation) {
        /// One of a process that lives on, and carries answers of any size.
        public Configuration(String region, String account, int partitions) {
            this(
                    region,
                    account,
                    partitions,
                    Integer.MAX_VALUE,
                    new Propagation.Mode(Propagation.Timing.BESIDE, false));
        }
    }

    public TableAccess(Tables tables, Environment environment, Configuration configuration) {
        this(
                tables,
                environment,
                configuration,
                AnswerRoom.ENDLESS,
                new IndexLives(tables, environment));
    }

    private TableAccess(
            Tables tables,
            Environment environment,
            Configuration configuration,
            AnswerRoom room,
            IndexLives lives) {
        this.tables = tables;
        this.environment = environment;
        this.configuration = configuration;
        this.room = room;
        this.lives = lives;
    }

    /// The same tables for a request with this room for its answer.
    public TableAccess with(AnswerRoom itsRoom) {
        return new TableAccess(tables, environment, configuration, itsRoom, lives);
    }

    /// The room for the data that the request collects.
    public AnswerRoom room() {
        return room;
    }

    public Tables tables() {
        return tables;
    }

    public Environment environment() {
        return environment;
    }

    public Configuration configuration() {
        return configuration;
    }

    /// The table with this name.
    ///
    /// @throws Failure no such table exists
    /// @throws WouldWait it is not known, and waiting is not allowed
    public OpenTable table(String name, Waiting waiting) {
        @Nullable Table known = tables.ifKnown(name);
        if (known != null) {
            return opened(known);
        }
        mustBeAllowed(waiting);
        return current(name);
    }

    /// The table with this name, read from the catalog now. One request.
    private OpenTable current(String name) {
        return opened(tables.look(name).orElseThrow(Failure::tableNotFound));
    }

    private static void mustBeAllowed(Waiting waiting) {
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
    }

    /// The table with its decoded descriptor.
    public OpenTable opened(Table table) {
        return table.derived(
                OpenTable.class,
                its -> OpenTable.of(its, lives, environment, configuration.propagation()));
    }

    /// Reads a table from the catalog, beside everything else. What can't be read now is read when
    /// it is needed.
    public void lookBeside(String name) {
        environment.start(
                "look",
                () -> {
                    try {
                        tables.look(name);
                    } catch (StoreUnavailable | UnreadableObject e) {
                        // The next request that needs the table meets the same, and reports it.
                    }
                });
    }

    /// A table as it was, and as it is after a change.
    public record Changed(TableSettings before, OpenTable table) {}

    /// Changes a table's settings; the change holds in every process when this returns. Two
    /// requests at least.
    ///
    /// @param change given the settings as they are; may be called several times, and may refuse
    /// @return absent if there is no such table
    public Optional<Changed> change(String name, UnaryOperator<TableSettings> change) {
        AtomicReference<@Nullable TableSettings> last = new AtomicReference<>();
        Optional<Table> table =
                tables.change(
                        name,
                        entry -> {
                            TableSettings before = TableSettings.decode(entry.descriptor());
                            last.set(before);
                            return change.apply(before).description(before);
                        });
        @Nullable TableSettings before = last.get();
        return before == null || table.isEmpty()
                ? Optional.empty()
                : Optional.of(new Changed(before, opened(table.get())));
    }

    /// Runs `action` on a table, and once more if the cached table was of an earlier life.
    public CompletableFuture<Reply> on(
            String name, Waiting waiting, Function<OpenTable, CompletableFuture<Reply>> action) {
        List<Table> believed = believed(List.of(name));
        return first(believed, waiting, () -> action.apply(table(name, waiting)))
                .exceptionallyCompose(
                        failure -> ifOutdated(failure, () -> action.apply(current(name)).join()));
    }

    /// Runs `action`, which uses the tables with these names, and once more if one of the cached
    /// ones was of an earlier life.
    public CompletableFuture<Reply> onAll(
            Set<String> names, Waiting waiting, Supplier<CompletableFuture<Reply>> action) {
        List<Table> believed = believed(names);
        return first(believed, waiting, action)
                .exceptionallyCompose(
                        failure ->
                                ifOutdated(
                                        failure,
                                        () -> {
                                            names.forEach(this::current);
                                            return action.get().join();
                                        }));
    }

    /// The tables that an action will take from the cache.
    private List<Table> believed(Collection<String> names) {
        return names.stream().map(tables::ifKnown).filter(Objects::nonNull).toList();
    }

    /// Runs `action`; if it refuses by an outdated cached table, runs it once more.
    ///
    /// @return may fail with PartitionDeleted
    private CompletableFuture<Reply> first(
            List<Table> believed, Waiting waiting, Supplier<CompletableFuture<Reply>> action) {
        try {
            return action.get();
        } catch (PartitionDeleted e) {
            mustBeAllowed(waiting);
            return CompletableFuture.failedFuture(e);
        } catch (Refused | Failure e) {
            if (allCurrent(believed, waiting)) {
                throw e;
            }
        }
        try {
            return action.get();
        } catch (PartitionDeleted e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Whether the cached tables equal the catalog's. One request for each.
    private boolean allCurrent(List<Table> believed, Waiting waiting) {
        if (tables.soleOwner() || believed.isEmpty()) {
            return true;
        }
        mustBeAllowed(waiting);
        List<Boolean> same =
                FanOut.map(environment, "current", believed, table -> isCurrent(table.entry()));
        return !same.contains(false);
    }

    private boolean isCurrent(TableEntry believed) {
        return tables.look(believed.name()).map(Table::entry).filter(believed::equals).isPresent();
    }

    /// Runs `second` if `failure` says that a cached table is not what the table is now.
    private CompletableFuture<Reply> ifOutdated(Throwable failure, Supplier<Reply> second) {
        if (!isOutdated(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        environment.start("again", () -> again(second, reply));
        return reply;
    }

    /// Runs `second`; again, after a pause, as long as an index of the table comes or goes at each
    /// try.
    private void again(Supplier<Reply> second, CompletableFuture<Reply> reply) {
        for (int i = 0; i < OUTDATED_MAX; i++) {
            environment.sleep(OUTDATED_PAUSE.multipliedBy(i));
            try {
                reply.complete(second.get());
                return;
            } catch (RuntimeException e) {
                if (!(cause(e) instanceof Outdated)) {
                    boolean gone = cause(e) instanceof PartitionDeleted || e instanceof WouldWait;
                    reply.completeExceptionally(gone ? Failure.tableNotFound() : e);
                    return;
                }
            }
        }
        reply.completeExceptionally(
                Failure.of(Failure.Type.THROUGHPUT_EXCEEDED, RequestMessage.THROUGHPUT_EXCEEDED));
    }

    private static boolean isOutdated(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof PartitionDeleted || cause instanceof Outdated;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException e && e.getCause() != null
                ? e.getCause()
                : failure;
    }
}
