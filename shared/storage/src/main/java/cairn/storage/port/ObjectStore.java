package cairn.storage.port;

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
/// 5. **Honest doubt.** Anything but a definite answer is [PutOutcome.Undecided]: such a put may
///    still take effect, however late. An adapter never retries a conditional put by itself.
/// 6. **Listing** is in unsigned order of UTF-8 bytes and, for keys that nobody is changing,
///    complete.
/// 7. **Store time** comes with each answer, from the store's clock, cut to its resolution.
///
/// Answers are values; an adapter throws only for what no caller can handle: [CorruptObject] or a
/// configuration that cannot work. All methods block and may be called from many threads.
public interface ObjectStore {

    /// Keys that one [#delete] may carry.
    int DELETE_KEYS_MAX = 1000;

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
