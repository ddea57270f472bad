package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.StorageKey;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads a page of one segment of a table.
///
/// @param segment below `totalSegments`
/// @param start the key after which to continue
public record ScanAction(
        PageTerms terms,
        int segment,
        int totalSegments,
        Optional<Map<String, AttributeValue>> start,
        Arrival arrival)
        implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return tables.on(
                terms.table(),
                waiting,
                table -> CompletableFuture.completedFuture(read(tables, table, waiting)));
    }

    private Reply read(TableAccess access, OpenTable table, Waiting waiting) {
        KeyRange range = KeyRange.ofSegment(segment, totalSegments);
        if (start.isPresent()) {
            StorageKey last = Walks.startAfter(table.keys(), start.get());
            if (!range.contains(last)) {
                throw Failure.validation(
                        RequestMessage.START_KEY_OUTSIDE_SEGMENT, totalSegments, segment);
            }
            range = range.after(last, true);
        }
        terms.checkPaths(table.keys());
        Page page = new Page(terms, access, new Effort(access.environment(), waiting, arrival));
        page.fill(Walks.over(table, Walks.range(range, true), terms, waiting));
        return page.reply(table.keys());
    }
}
