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
/// @param start the key after which to go on
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
        KeyRange range =
                start.isPresent() ? after(table.keys(), start.get(), match) : match.range();
        mustNotFilterByKey(table.keys());
        terms.checkPaths(table.keys());
        Page page = new Page(terms, access, new Effort(access.environment(), waiting, arrival));
        page.fill(Walks.over(table, Walks.range(range, ascending), terms, waiting));
        return page.reply(table.keys());
    }

    /// Other words than Scan has for the same (observed).
    private static void mustBeAKey(KeySchema keys, Map<String, AttributeValue> start) {
        if (start.size() != keys.size() || !start.keySet().containsAll(keys.names())) {
            throw Failure.validation(RequestMessage.START_KEY);
        }
        if (!keys.fits(start)) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
    }

    /// The range attributes are judged before the hash attributes (observed).
    private KeyRange after(
            KeySchema keys, Map<String, AttributeValue> place, KeyCondition.Match match) {
        StorageKey last = Walks.startAfter(keys, place);
        if (match.limitsRange()) {
            Map<String, AttributeValue> inside = new HashMap<>(place);
            for (int i = 0; i < match.hash().size(); i++) {
                inside.put(keys.hash().get(i).name(), match.hash().get(i));
            }
            if (!match.range().contains(keys.placeOf(inside))) {
                throw Failure.validation(RequestMessage.START_KEY_OUTSIDE_CONDITION);
            }
        }
        if (match.limitsRange() && (match.isOfOneItem() || !match.range().contains(last))) {
            throw Failure.validation(RequestMessage.ONE_ROW);
        }
        if (!match.range().contains(last)) {
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
