package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.operations.request.OpenTable;
import cairn.operations.wire.Failure;
import cairn.operations.wire.RequestMessage;
import cairn.storage.environment.Waiting;
import cairn.storage.partition.Consistency;
import cairn.storage.segment.Range;
import cairn.storage.table.TableWalk;

import java.util.Map;

/// The ranges and records of queries and scans.
final class Walks {
    private Walks() {}

    /// The storage key of ExclusiveStartKey.
    static StorageKey startAfter(KeySchema keys, Map<String, AttributeValue> start) {
        try {
            return keys.ofKey(start);
        } catch (Refused e) {
            throw Failure.validation(RequestMessage.START_KEY_INVALID, e);
        }
    }

    static Range range(KeyRange keys, boolean ascending) {
        return new Range(keys.from(), keys.to(), ascending);
    }

    /// The records of a range of a table's items.
    static TableWalk over(OpenTable table, Range range, PageTerms terms, Waiting waiting) {
        Consistency consistency = terms.consistent() ? Consistency.STRONG : Consistency.EVENTUAL;
        return table.table().walk(range, consistency, waiting);
    }
}
