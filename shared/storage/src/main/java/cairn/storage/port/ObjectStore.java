package cairn.storage.port;

import java.time.Duration;
import java.util.List;

/// An object store: names to immutable byte strings, with atomic conditional replacement.
///
/// Obligations of every adapter; `ObjectStoreContractTest` checks each of them:
/// 1. **Atomic.** A reader sees one whole object as one `put` gave it, or none.
/// 2. **Durable.** After [PutOutcome.Stored] the object survives the death of every process.
/// 3. **Linearizable per key.** A `get` or `put` sent after a `Stored` answer sees that object or a
///    later one; of racing conditional `put`s on one state of a key exactly one is stored.
/// 4. **Versions change.** Two puts of different bytes under one key never share a [Version].
///    (Equal bytes may: S3's ETag is a digest. Writers put a fresh commit id in what they replace.)
/// 5. **Honest doubt.** Only what the store itself said is definite; what something between us and
///    it said is not (docs/store-answers.md). A put without a definite answer is
///    [PutOutcome.Undecided]: it may still take effect, however late. An adapter never retries a
///    conditional put by itself, and what no caller can mend it reports to the operator at once.
/// 6. **Listing** is in unsigned order of UTF-8 bytes and, for keys that are not being changed,
///    complete.
/// 7. **Store time** comes with each answer, from the store's clock, cut to its resolution.
///
/// Answers are values; an adapter throws only for what no caller can handle: [CorruptObject] or a
/// configuration that cannot work. All methods block and may be called from many threads.
public interface ObjectStore {

    /// Keys that one [#delete] may carry.
    int DELETE_KEYS_MAX = 1000;

    /// A transfer is given up when it is slower: 2 Mbit/s.
    int BYTES_PER_SECOND_MIN = 256 << 10;

    /// What the transfer of `bytes` adds to the time that a request may take.
    static Duration transferTime(long bytes) {
        return Duration.ofMillis(bytes * 1000 / BYTES_PER_SECOND_MIN);
    }

    /// Reads a whole object. One request.
    GetOutcome get(ObjectKey key);

    /// Reads `range` of an object; past the end it is cut short, a range that begins at or past the
    /// end answers no bytes. One request.
    GetOutcome get(ObjectKey key, ByteRange range);

    /// Reads a whole object unless its version still is `known`. One request.
    GetOutcome getUnless(ObjectKey key, Version known);

    /// Stores `content` under `key` if `precondition` holds at that moment. One request.
    PutOutcome put(ObjectKey key, Content content, Precondition precondition);

    /// The same for bytes in one piece, which the caller must not change afterwards.
    default PutOutcome put(ObjectKey key, byte[] bytes, Precondition precondition) {
        return put(key, Content.of(bytes), precondition);
    }

    /// Deletes objects; one that is absent counts as deleted. At most [#DELETE_KEYS_MAX] keys. One
    /// request.
    DeleteOutcome delete(List<ObjectKey> keys);

    /// Lists keys that begin with `prefix` and come strictly after `startAfter` (empty: from the
    /// first), in order, at most a page of the store's own size. One request.
    ListOutcome list(String prefix, String startAfter);
}
