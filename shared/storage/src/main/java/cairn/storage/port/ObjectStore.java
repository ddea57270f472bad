package cairn.storage.port;

import java.time.Duration;
import java.util.List;

/// An object store: names to immutable byte strings, with atomic conditional replacement.
///
/// Obligations of every adapter; `ObjectStoreContractTest` checks each of them:
/// 1. **Atomic.** A reader sees one whole object as one `put` gave it, or none.
/// 2. **Durable.** After [PutOutcome.Stored] the object survives the death of every process.
/// 3. **Linearizable per key.** A `get` or `put` sent after a `Stored` answer sees that object or a
///    later one. Of concurrent conditional `put`s on one state of a key exactly one is stored.
/// 4. **Versions change.** Two puts of different bytes under one key never share a [Version].
///    (Equal bytes may: S3's ETag is a digest. Writers put a new commit id in what they replace.)
/// 5. **Honest doubt.** Only an answer of the store itself is definite; an answer of an
///    intermediary is not (docs/store-answers.md). A put without a definite answer is
///    [PutOutcome.Undecided]: it may still take effect, however late. An adapter never retries a
///    conditional put by itself. It reports at once to the operator what no caller can repair.
/// 6. **Listing** is in unsigned order of UTF-8 bytes and, for keys that are not being changed,
///    complete.
/// 7. **Store time** comes with each answer, from the store's clock, truncated to its resolution.
///
/// Answers are values; an adapter throws only for what no caller can handle: [CorruptObject] or a
/// configuration that cannot work. All methods block and may be called from many threads.
public interface ObjectStore {

    /// The largest number of keys in one [#delete].
    int DELETE_KEYS_MAX = 1000;

    /// A slower transfer is aborted: 2 Mbit/s.
    int BYTES_PER_SECOND_MIN = 256 << 10;

    /// The time that the transfer of `bytes` adds to a request's limit.
    static Duration transferTime(long bytes) {
        return Duration.ofMillis(bytes * 1000 / BYTES_PER_SECOND_MIN);
    }

    /// Reads a whole object. One request.
    GetOutcome get(ObjectKey key);

    /// Reads `range` of an object. Past the end it is truncated; a range that starts at or past the
    /// end returns no bytes. One request.
    GetOutcome get(ObjectKey key, ByteRange range);

    /// Reads a whole object unless its version is still `known`. One request.
    GetOutcome getUnless(ObjectKey key, Version known);

    /// Stores `content` under `key` if `precondition` holds at that moment. One request.
    PutOutcome put(ObjectKey key, Content content, Precondition precondition);

    /// The same for bytes in one array, which the caller must not change afterwards.
    default PutOutcome put(ObjectKey key, byte[] bytes, Precondition precondition) {
        return put(key, Content.of(bytes), precondition);
    }

    /// Deletes objects; an absent one counts as deleted. At most [#DELETE_KEYS_MAX] keys. One
    /// request.
    DeleteOutcome delete(List<ObjectKey> keys);

    /// Lists keys with `prefix` that are strictly after `startAfter` (empty: from the first). They
    /// are in order, at most a page of the store's own size. One request.
    ListOutcome list(String prefix, String startAfter);
}
