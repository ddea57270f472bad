package cairn.storage.s3;

/// An answer that the store did not give to this request: an intermediary gave it or changed it.
final class ForeignAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignAnswer(String why) {
        super(why);
    }
}
