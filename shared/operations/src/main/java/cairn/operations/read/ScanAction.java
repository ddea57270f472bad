package cairn.operations.read;

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
import cairn.storage.segment.Range;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads a page of one segment of a table or an index.
///
/// @param segment below `totalSegments`
/// @param start the place after which to go on
public record ScanAction(
        PageTerms terms, int segment, int totalSegments, Optional<StartKey> start, Arrival arrival)
        implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return tables.on(
                terms.table(),
                waiting,
                table -> CompletableFuture.completedFuture(read(tables, table, waiting)));
    }

    private Reply read(TableAccess access, OpenTable table, Waiting waiting) {
        ReadSource source = ReadSource.of(table, terms);
        KeyRange range = KeyRange.ofSegment(segment, totalSegments);
        if (start.isPresent()) {
            start.get().mustFitScan(source);
            StorageKey last = start.get().in(source.keys());
            if (!range.contains(last)) {
                throw Failure.validation(
                        RequestMessage.START_KEY_OUTSIDE_SEGMENT, totalSegments, segment);
            }
            range = range.after(last, true);
        }
        source.mustHave(terms);
        terms.checkPaths(table);
        Effort effort = new Effort(access.environment(), waiting, arrival);
        Page page = new Page(terms, source, access, effort);
        page.fill(source.walk(new Range(range.from(), range.to(), true), terms, waiting));
        return page.reply();
    }
}
