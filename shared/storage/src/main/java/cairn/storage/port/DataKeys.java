package cairn.storage.port;

/// Makes keys that encrypt one secret each, and wraps them so that only this object can unwrap
/// them. The wrapping key is never in the store. All methods may block. Thread-safe.
public interface DataKeys {
    /// Length of a data key: AES-256.
    int BYTES = 32;

    /// The identity of the wrapping key, without any of its content. It is kept with the wrapped
    /// key, so that a wrong key is not mistaken for damage.
    String name();

    /// A new key.
    ///
    /// @param context the purpose of the key; unwrapping needs the same context
    /// @throws DataKeyUnavailable it cannot be made
    DataKey fresh(String context);

    /// Unwraps the key in `wrapped`.
    ///
    /// @throws DataKeyUnavailable it cannot be unwrapped
    byte[] open(byte[] wrapped, String context);

    /// A key, in plain form and in the form that may be stored.
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
