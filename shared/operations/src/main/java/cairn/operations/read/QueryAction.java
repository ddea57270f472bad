package cairn.operations.read;

import cairn.item.KeyRange;
import cairn.item.QueryKeys;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Path;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;
import cairn.storage.segment.Range;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads a page of what has one partition key in a table or an index.
///
/// @param start the place after which to go on
public record QueryAction(
        PageTerms terms,
        KeyCondition condition,
        boolean ascending,
        Optional<StartKey> start,
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
        ReadSource source = ReadSource.of(table, terms);
        start.ifPresent(key -> key.mustFitQuery(source));
        KeyCondition.Match match = condition.against(source.keys());
        KeyRange range = match.range();
        if (start.isPresent()) {
            range = range.after(start.get().within(match, source.keys()), ascending);
        }
        mustNotFilterByKey(source.keys());
        source.mustHave(terms);
        terms.checkPaths(table);
        Effort effort = new Effort(access.environment(), waiting, arrival);
        Page page = new Page(terms, source, access, effort);
        page.fill(source.walk(new Range(range.from(), range.to(), ascending), terms, waiting));
        return page.reply();
    }

    private void mustNotFilterByKey(QueryKeys keys) {
        for (Path path : terms.filtered()) {
            if (keys.has(path.attribute())) {
                throw Failure.validation(terms.filterOfKey(), path.attribute());
            }
        }
    }
}
