package cairn.operations.control;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;
import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.atMost;
import static cairn.operations.wire.Constraints.length;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.settings.StreamSetting;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableArn;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// ListStreams, of DynamoDB Streams: the streams that are on, by the names of their tables. Their
/// records cannot be read yet. Without a table's name it looks at tables one by one, at one request
/// each unless they are known.
public final class ListStreams implements Operation {
    private static final int LIMIT_MAX = 100;
    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;
    private static final int NAMES_MAX = 100;

    private static final Member<Long> LIMIT =
            Members.integer("Limit").where(atLeast(1), atMost(LIMIT_MAX));
    private static final Member<String> START_ARN =
            Members.text("ExclusiveStartStreamArn").where(length(ARN_MIN, ARN_MAX));
    private static final Declaration DECLARATION =
            Declaration.of(
                            "ListStreams",
                            AccessLevel.READ,
                            Members.of("ListStreamsInput", WHOLE_TABLE_NAME, LIMIT, START_ARN))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        Optional<String> only = input.get(WHOLE_TABLE_NAME).map(TableNames::of);
        String after = input.get(START_ARN).map(ListStreams::tableOf).orElse("");
        int limit = input.get(LIMIT).orElse((long) LIMIT_MAX).intValue();
        return (tables, waiting) -> {
            List<Stream> streams =
                    only.isPresent()
                            ? streamOf(tables, only.get()).stream()
                                    .filter(stream -> stream.table().compareTo(after) > 0)
                                    .toList()
                            : streams(tables, after, limit + 1);
            return CompletableFuture.completedFuture(answer(streams, limit));
        };
    }

    private static String tableOf(String arn) {
        String resource = TableArn.parse(arn).resource();
        int end = resource.indexOf('/');
        return end < 0 ? resource : resource.substring(0, end);
    }

    /// A stream that is on.
    private record Stream(String arn, String table, String label) {
        byte[] text() {
            return new ReplyBody()
                    .text("StreamArn", arn)
                    .text("TableName", table)
                    .text("StreamLabel", label)
                    .finish();
        }
    }

    private static List<Stream> streams(TableAccess tables, String after, int count) {
        List<Stream> streams = new ArrayList<>();
        String last = after;
        while (true) {
            List<String> names = tables.tables().names(last, NAMES_MAX);
            for (String name : names) {
                streamOf(tables, name).ifPresent(streams::add);
                if (streams.size() == count) {
                    return streams;
                }
            }
            if (names.size() < NAMES_MAX) {
                return streams;
            }
            last = names.getLast();
        }
    }

    private static Optional<Stream> streamOf(TableAccess tables, String name) {
        Configuration configuration = tables.configuration();
        return tables.tables()
                .look(name)
                .flatMap(table -> tables.opened(table).settings().stream())
                .filter(StreamSetting::isOn)
                .map(
                        stream ->
                                new Stream(
                                        stream.arn(
                                                TableNames.arn(
                                                        configuration.region(),
                                                        configuration.account(),
                                                        name)),
                                        name,
                                        stream.label()));
    }

    private static Reply answer(List<Stream> streams, int limit) {
        boolean more = streams.size() > limit;
        List<Stream> page = more ? streams.subList(0, limit) : streams;
        ReplyBody body = new ReplyBody().list("Streams", page.stream().map(Stream::text).toList());
        if (more) {
            body.text("LastEvaluatedStreamArn", page.getLast().arn());
        }
        return new Reply(200, body.finish());
    }
}
