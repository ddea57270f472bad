package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The newest record of each key, in key order. It is an immutable AVL tree that shares nodes with
/// its predecessors. So each commit makes a new tree in the time of a few records.
///
/// It is not a library's tree, because every read of a partition starts here. It holds the records
/// themselves, without entry objects, and iterates from a bound in either direction.
public final class SortedRecords {
    public static final SortedRecords EMPTY = new SortedRecords(null, 0, 0);

    private record Node(LogRecord record, @Nullable Node left, @Nullable Node right, int height) {}

    /// Memory of a record in addition to its own bytes: its node, its objects and their headers.
    private static final int RECORD_BYTES = 160;

    private final @Nullable Node root;
    private final long weightBytes;
    private final int size;

    private SortedRecords(@Nullable Node root, long weightBytes, int size) {
        this.root = root;
        this.weightBytes = weightBytes;
        this.size = size;
    }

    /// The sum of the records' own weights.
    public long weightBytes() {
        return weightBytes;
    }

    /// The approximate memory of the tree and its records.
    public long memoryBytes() {
        return weightBytes + (long) size * RECORD_BYTES;
    }

    public Optional<LogRecord> find(StorageKey key) {
        return Optional.ofNullable(at(key));
    }

    private @Nullable LogRecord at(StorageKey key) {
        Node node = root;
        while (node != null) {
            int order = key.compareTo(node.record.key());
            if (order == 0) {
                return node.record;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /// These records with `record` instead of an older one of its key.
    public SortedRecords plus(LogRecord record) {
        LogRecord old = at(record.key());
        long less = old == null ? 0 : old.weightBytes();
        return new SortedRecords(
                put(root, record),
                weightBytes + record.weightBytes() - less,
                old == null ? size + 1 : size);
    }

    /// The records with a sequence number above `sequence`.
    public SortedRecords after(long sequence) {
        SortedRecords left = EMPTY;
        for (Iterator<LogRecord> all = from(Optional.empty(), true); all.hasNext(); ) {
            LogRecord record = all.next();
            if (record.sequence() > sequence) {
                left = left.plus(record);
            }
        }
        return left;
    }

    private static int height(@Nullable Node node) {
        return node == null ? 0 : node.height;
    }

    private static Node node(LogRecord record, @Nullable Node left, @Nullable Node right) {
        return new Node(record, left, right, 1 + Math.max(height(left), height(right)));
    }

    private static Node put(@Nullable Node at, LogRecord record) {
        if (at == null) {
            return new Node(record, null, null, 1);
        }
        int order = record.key().compareTo(at.record.key());
        if (order == 0) {
            return new Node(record, at.left, at.right, at.height);
        }
        return order < 0
                ? balance(at.record, put(at.left, record), at.right)
                : balance(at.record, at.left, put(at.right, record));
    }

    private static Node balance(LogRecord record, @Nullable Node left, @Nullable Node right) {
        if (left != null && left.height > height(right) + 1) {
            Node inner = left.right;
            if (inner == null || inner.height <= height(left.left)) {
                return node(left.record, left.left, node(record, inner, right));
            }
            return node(
                    inner.record,
                    node(left.record, left.left, inner.left),
                    node(record, inner.right, right));
        }
        if (right != null && right.height > height(left) + 1) {
            Node inner = right.left;
            if (inner == null || inner.height <= height(right.right)) {
                return node(right.record, node(record, left, inner), right.right);
            }
            return node(
                    inner.record,
                    node(record, left, inner.left),
                    node(right.record, inner.right, right.right));
        }
        return node(record, left, right);
    }

    /// Records in key order from `bound` on (absent: from the first or the last).
    ///
    /// @param ascending whether to return keys at or above the bound, upwards; otherwise those
    ///   below it, downwards
    public Iterator<LogRecord> from(Optional<StorageKey> bound, boolean ascending) {
        return new Walk(root, bound.orElse(null), ascending);
    }

    /// Walks the tree with the path to the next node on a stack.
    private static final class Walk implements Iterator<LogRecord> {
        private final Deque<Node> path = new ArrayDeque<>();
        private final boolean ascending;

        Walk(@Nullable Node root, @Nullable StorageKey bound, boolean ascending) {
            this.ascending = ascending;
            Node node = root;
            while (node != null) {
                boolean atOrAbove = bound == null || node.record.key().compareTo(bound) >= 0;
                if (ascending ? atOrAbove : bound == null || !atOrAbove) {
                    path.push(node);
                    node = ascending ? node.left : node.right;
                } else {
                    node = ascending ? node.right : node.left;
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public LogRecord next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node next = path.pop();
            Node node = ascending ? next.right : next.left;
            while (node != null) {
                path.push(node);
                node = ascending ? node.left : node.right;
            }
            return next.record;
        }
    }
}
