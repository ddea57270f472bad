package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.StorageKey;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Path;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads a page of the items of one partition key.
///
/// @param start the key after which to continue
public record QueryAction(
        PageTerms terms,
        KeyCondition condition,
        boolean ascending,
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
        start.ifPresent(key -> mustBeAKey(table.keys(), key));
        KeyCondition.Match match = condition.against(table.keys());
        KeyRange range = start.isPresent() ? after(table, start.get(), match) : match.range();
        mustNotFilterByKey(table.keys());
        terms.checkPaths(table.keys());
        Page page = new Page(terms, access, new Effort(access.environment(), waiting, arrival));
        page.fill(Walks.over(table, Walks.range(range, ascending), terms, waiting));
        return page.reply(table.keys());
    }

    /// Scan has other texts for the same mistakes (observed).
    private static void mustBeAKey(KeySchema keys, Map<String, AttributeValue> start) {
        if (start.size() != keys.size() || !start.keySet().containsAll(keys.names())) {
            throw Failure.validation(RequestMessage.START_KEY);
        }
        if (!keys.fits(start)) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
    }

    /// The sort key's value is checked before the partition key's (observed).
    private KeyRange after(
            OpenTable table, Map<String, AttributeValue> values, KeyCondition.Match match) {
        StorageKey last = Walks.startAfter(table.keys(), values);
        if (match.sort().isPresent()) {
            Map<String, AttributeValue> inside = new HashMap<>(values);
            inside.put(table.keys().partition().name(), match.partition());
            if (!match.range().contains(table.keys().ofKey(inside))) {
                throw Failure.validation(RequestMessage.START_KEY_OUTSIDE_CONDITION);
            }
        }
        if (match.onlyOne()) {
            throw Failure.validation(RequestMessage.ONE_ROW);
        }
        if (!KeyRange.ofPartition(match.partition()).contains(last)) {
            throw Failure.validation(RequestMessage.START_KEY_OUTSIDE_QUERY);
        }
        return match.range().after(last, ascending);
    }

    private void mustNotFilterByKey(KeySchema keys) {
        List<Path> filtered = terms.filtered();
        for (String name : keys.names()) {
            if (filtered.stream().anyMatch(path -> path.attribute().equals(name))) {
                throw Failure.validation(RequestMessage.FILTER_OF_KEY, name);
            }
        }
    }
}
