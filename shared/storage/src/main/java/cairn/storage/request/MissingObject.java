package cairn.storage.request;

import cairn.storage.port.ObjectKey;

/// A data object that a head named is absent. After a compaction, the objects of an old head may be
/// deleted. Reload the head once; if the new head also names the object, data is lost.
public final class MissingObject extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingObject(ObjectKey key) {
        super("no object " + key);
    }
}
