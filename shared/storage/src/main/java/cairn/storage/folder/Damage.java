package cairn.storage.folder;

/// The folder holds something that no crash explains. Nothing is changed; the message says where.
public final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damage(String what) {
        super(what);
    }
}
