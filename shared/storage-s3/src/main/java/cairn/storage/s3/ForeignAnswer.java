package cairn.storage.s3;

/// An answer that is not what the store says to what was asked: something between gave it, or
/// changed it.
final class ForeignAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignAnswer(String why) {
        super(why);
    }
}
