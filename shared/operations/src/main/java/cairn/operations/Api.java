package cairn.operations;

import cairn.item.Refused;
import cairn.item.json.Json;
import cairn.operations.control.CreateTable;
import cairn.operations.control.DeleteTable;
import cairn.operations.control.DescribeTable;
import cairn.operations.control.ListTables;
import cairn.operations.read.BatchGetItem;
import cairn.operations.read.GetItem;
import cairn.operations.read.Query;
import cairn.operations.read.Scan;
import cairn.operations.request.Action;
import cairn.operations.request.AnswerRoom;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.Shape;
import cairn.operations.write.BatchWriteItem;
import cairn.operations.write.DeleteItem;
import cairn.operations.write.PutItem;
import cairn.operations.write.UpdateItem;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// The API over one store. Thread-safe.
public final class Api {
    private static final String SERVICE = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final Map<String, Operation> OPERATIONS =
            Map.ofEntries(
                    Map.entry("BatchGetItem", new BatchGetItem()),
                    Map.entry("BatchWriteItem", new BatchWriteItem()),
                    Map.entry("CreateTable", new CreateTable()),
                    Map.entry("DeleteItem", new DeleteItem()),
                    Map.entry("DeleteTable", new DeleteTable()),
                    Map.entry("DescribeTable", new DescribeTable()),
                    Map.entry("GetItem", new GetItem()),
                    Map.entry("ListTables", new ListTables()),
                    Map.entry("PutItem", new PutItem()),
                    Map.entry("Query", new Query()),
                    Map.entry("Scan", new Scan()),
                    Map.entry("UpdateItem", new UpdateItem()));

    /// Operations of DynamoDB that are not here yet.
    private static final Set<String> NOT_YET =
            Set.of(
                    "BatchExecuteStatement",
                    "CancelBulkOperation",
                    "CreateBackup",
                    "CreateGlobalTable",
                    "DeleteBackup",
                    "DeleteResourcePolicy",
                    "DescribeBackup",
                    "DescribeBulkOperation",
                    "DescribeContinuousBackups",
                    "DescribeContributorInsights",
                    "DescribeEndpoints",
                    "DescribeExport",
                    "DescribeGlobalTable",
                    "DescribeGlobalTableSettings",
                    "DescribeImport",
                    "DescribeKinesisStreamingDestination",
                    "DescribeLimits",
                    "DescribeStream",
                    "DescribeTableReplicaAutoScaling",
                    "DescribeTimeToLive",
                    "DisableKinesisStreamingDestination",
                    "EnableKinesisStreamingDestination",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "ExportTableToPointInTime",
                    "GetRecords",
                    "GetResourcePolicy",
                    "GetShardIterator",
                    "ImportTable",
                    "ListBackups",
                    "ListBulkOperations",
                    "ListContributorInsights",
                    "ListExports",
                    "ListGlobalTables",
                    "ListImports",
                    "ListStreams",
                    "ListTagsOfResource",
                    "PutResourcePolicy",
                    "RestoreTableFromBackup",
                    "RestoreTableToPointInTime",
                    "SearchVectors",
                    "StartBulkPutItems",
                    "TagResource",
                    "TransactGetItems",
                    "TransactWriteItems",
                    "UntagResource",
                    "UpdateContinuousBackups",
                    "UpdateContributorInsights",
                    "UpdateGlobalTable",
                    "UpdateGlobalTableSettings",
                    "UpdateKinesisStreamingDestination",
                    "UpdateTable",
                    "UpdateTableReplicaAutoScaling",
                    "UpdateTimeToLive");

    /// Operations of DynamoDB Streams, a service of its own.
    private static final Set<String> OF_STREAMS =
            Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");

    private final Map<String, Shape> shapes;
    private final TableAccess tables;
    private final Function<Throwable, String> unexpected;

    /// @param unexpected told of every failure that no client caused; answers the id under which it
    ///   was logged
    public Api(TableAccess tables, Function<Throwable, String> unexpected) {
        this.tables = tables;
        this.unexpected = unexpected;
        Map<String, Shape> all = new HashMap<>();
        OPERATIONS.forEach((name, operation) -> all.put(name, operation.shape()));
        this.shapes = Map.copyOf(all);
    }

    /// The operation that a target header names, without the service's name.
    ///
    /// @throws Failure there is none such
    public static String operation(Optional<String> target) {
        String given = target.orElse("");
        boolean streams = given.startsWith(STREAMS);
        String name = given.substring(given.indexOf('.') + 1);
        boolean known = OPERATIONS.containsKey(name) || NOT_YET.contains(name);
        boolean ofService = streams || given.startsWith(SERVICE);
        if (ofService && known && streams == OF_STREAMS.contains(name)) {
            return name;
        }
        throw Failure.of(Failure.Type.UNKNOWN_OPERATION);
    }

    /// A request's body as JSON.
    ///
    /// @throws Failure it is none
    public static Json.Obj parse(byte[] body) {
        try {
            if (Json.parse(body) instanceof Json.Obj object) {
                return object;
            }
        } catch (Json.Malformed e) {
            throw Failure.of(Failure.Type.SERIALIZATION);
        }
        throw Failure.of(Failure.Type.SERIALIZATION);
    }

    /// Checks a request as far as it can be without the store.
    ///
    /// @throws Failure it is refused
    public Action check(String operation, Json.Obj body) {
        Operation known = OPERATIONS.get(operation);
        Shape shape = shapes.get(operation);
        if (known == null || shape == null) {
            throw Failure.unsupported(operation);
        }
        shape.check(body);
        try {
            return known.check(new Input(body));
        } catch (Refused e) {
            throw Failure.validation(e.message());
        }
    }

    /// Runs a checked request. The future completes with an answer, or with AnswerRoom.Full.
    ///
    /// @throws WouldWait it must not wait but needs the store; nothing was done
    public CompletableFuture<Reply> run(Action action, AnswerRoom room, Waiting waiting) {
        try {
            return action.run(tables.with(room), waiting).exceptionally(this::replyUnlessFull);
        } catch (WouldWait e) {
            throw e;
        } catch (AnswerRoom.Full e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(reply(e));
        }
    }

    private Reply replyUnlessFull(Throwable failure) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        if (cause instanceof AnswerRoom.Full full) {
            throw full;
        }
        return reply(failure);
    }

    /// The answer to a request that failed.
    public Reply reply(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        return switch (cause) {
            case Failure answer -> answer.reply();
            case Refused refused -> Failure.validation(refused.message()).reply();
            default -> Failure.internal(unexpected.apply(cause)).reply();
        };
    }
}
