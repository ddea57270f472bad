package cairn.storage.port;

/// Makes keys that encrypt one secret each, and keeps them in a form that only this can open: with
/// a key above them that never is in the store. All methods may block. Thread-safe.
public interface DataKeys {
    /// Length of a data key: AES-256.
    int BYTES = 32;

    /// Which key stands above, as far as that can be said without giving anything of it away; kept
    /// beside what it wraps, so that a wrong key is not taken for damage.
    String name();

    /// A fresh key.
    ///
    /// @param context what the key is for; opens again only for the same
    /// @throws DataKeyUnavailable it can't be made
    DataKey fresh(String context);

    /// The key that `wrapped` hides.
    ///
    /// @throws DataKeyUnavailable it can't be opened
    byte[] open(byte[] wrapped, String context);

    /// A key, plain and as it may be stored.
    record DataKey(byte[] plain, byte[] wrapped) {
        public DataKey {
            if (plain.length != BYTES) {
                throw new IllegalArgumentException("data key of " + plain.length + " bytes");
            }
        }

        @Override
        public String toString() {
            return "DataKey[…]";
        }
    }
}
