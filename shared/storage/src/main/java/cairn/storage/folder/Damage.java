package cairn.storage.folder;

/// The folder contains something that no crash explains. Nothing is changed; the message names the
/// place.
public final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damage(String what) {
        super(what);
    }
}
