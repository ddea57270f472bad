package cairn.storage.request;

import cairn.storage.port.ObjectKey;

/// A data object that a head named is not there. After a compaction an old head's names may go:
/// reload the head once; if the new head names it too, data are lost.
public final class MissingObject extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingObject(ObjectKey key) {
        super("no object " + key);
    }
}
